/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.source.enumerator.DeltaSharingEnumerator;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.DeltaSharingSplitSerializer;
import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import io.deltasharing.flink.source.split.SplitFile;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader attempt that does what {@code DeltaSharingReader} does, row by row as the test says, and
 * emits the names of rows.
 */
final class SimulatedReader {
  private final int subtask;
  private final int attempt;
  private final HistoryTable table;
  private final DeltaSharingEnumerator enumerator;
  private final Map<String, OpenSplit> assigned = new LinkedHashMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private final List<String> emitted;
  private boolean holding;
  private boolean granted;
  private boolean ended;

  private static final class OpenSplit {
    final DeltaSharingSplit split;
    final DeltaSharingSplitState state;
    int file;
    long row;

    OpenSplit(DeltaSharingSplit split) {
      this.split = split;
      this.state = new DeltaSharingSplitState(split);
      this.row = split.position();
    }
  }

  /**
   * @param emitted by this subtask so far, and not rolled back
   */
  SimulatedReader(
      int subtask,
      int attempt,
      HistoryTable table,
      DeltaSharingEnumerator enumerator,
      List<String> emitted) {
    this.subtask = subtask;
    this.attempt = attempt;
    this.table = table;
    this.enumerator = enumerator;
    this.emitted = emitted;
  }

  int subtask() {
    return subtask;
  }

  int attempt() {
    return attempt;
  }

  List<String> emitted() {
    return emitted;
  }

  /** Whether all was read that there will be. */
  boolean isFinished() {
    return ended && assigned.isEmpty();
  }

  void start(List<DeltaSharingSplit> restored) {
    restored.forEach(this::add);
    enumerator.handleSourceEvent(subtask, attempt, new AccessRequest());
    requestIfIdle();
  }

  void receive(SourceEvent event) {
    granted |= event instanceof AccessGrant;
  }

  void receive(DeltaSharingSplit split) {
    deliver(() -> add(split));
  }

  void receiveEnd() {
    deliver(() -> ended = true);
  }

  private void deliver(Runnable event) {
    if (holding) {
      held.add(event);
    } else {
      event.run();
    }
  }

  private void add(DeltaSharingSplit split) {
    if (ended || assigned.put(split.splitId(), new OpenSplit(split)) != null) {
      throw new AssertionError(split + " came twice, or after the end");
    }
  }

  /** A row, a step to the next file, or the end of a split; nothing if there is nothing to do. */
  void step() {
    if (!granted || assigned.isEmpty()) {
      return;
    }
    OpenSplit open = assigned.values().iterator().next();
    SplitFile file = open.split.files().get(open.file);
    int deleted = file.file().deletionVectorIfAny().map(it -> (int) it.cardinality()).orElse(0);
    long row = Math.max(open.row, deleted);
    if (row < table.rowsOf(file.file().path())) {
      open.row = row + 1;
      open.state.advanceTo(open.file, open.row);
      emitted.add(
          HistoryFile.key(place(file), file.file().path(), file.file().deletionVector(), row));
      return;
    }
    open.file++;
    open.row = 0;
    if (open.file == open.split.files().size()) {
      assigned.remove(open.split.splitId());
      requestIfIdle();
    }
  }

  private void requestIfIdle() {
    if (assigned.isEmpty()) {
      enumerator.handleSplitRequest(subtask, null);
    }
  }

  private static String place(SplitFile file) {
    SplitOrigin origin = file.origin();
    return (origin.phase() == SplitOrigin.Phase.SNAPSHOT ? "s" : "c") + origin.version();
  }

  /** What comes from the enumerator waits until this reader's part of a checkpoint is taken. */
  void hold() {
    holding = true;
  }

  /** Takes this reader's part of a checkpoint. */
  ReaderPart checkpoint() {
    List<byte[]> splits =
        assigned.values().stream().map(it -> ReaderPart.serialized(it.state.toSplit())).toList();
    release();
    return new ReaderPart(splits, emitted.size());
  }

  /** Goes on without a part of the checkpoint. */
  void release() {
    holding = false;
    List<Runnable> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(Runnable::run);
  }

  /**
   * @param splits in their serialized form
   * @param emitted so many rows until then
   */
  record ReaderPart(List<byte[]> splits, int emitted) {
    static byte[] serialized(DeltaSharingSplit split) {
      try {
        return DeltaSharingSplitSerializer.INSTANCE.serialize(split);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    List<DeltaSharingSplit> restored() {
      List<DeltaSharingSplit> restored = new ArrayList<>();
      try {
        for (byte[] split : splits) {
          restored.add(
              DeltaSharingSplitSerializer.INSTANCE.deserialize(
                  DeltaSharingSplitSerializer.INSTANCE.getVersion(), split));
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return restored;
    }
  }
}
