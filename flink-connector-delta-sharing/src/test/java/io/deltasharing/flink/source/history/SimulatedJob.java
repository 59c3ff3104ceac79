/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.source.HistoryPlanner;
import io.deltasharing.flink.source.enumerator.DeltaSharingEnumerator;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.source.history.SimulatedReader.ReaderPart;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.EnumeratorStateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job: the real enumerator, readers, and checkpoints as Flink takes them. Rows
 * count as an exactly-once sink would count them: those emitted since a checkpoint that a reader
 * restarts from do not.
 */
final class SimulatedJob {
  private final HistoryTable table;
  private final SimulatedContext context;
  private final DeltaSharingEnumerator enumerator;
  private final AssignedSplits assigned;
  private final SimulatedReader[] readers;

  /** Rows of executions before this one. */
  private final List<String> before;

  /** What each reader restarts from. */
  private ReaderPart[] parts;

  private long restartedFrom;
  private @Nullable Completed completed;
  private @Nullable Pending pending;
  private @Nullable ExpectedRead expected;
  private @Nullable FlinkRuntimeException failure;

  /**
   * A checkpoint that is complete.
   *
   * @param state of the enumerator, once serialized and back
   * @param splits those of all readers
   * @param rows that had been emitted until then
   * @param expected what the read has to emit that was under way; null if none was
   */
  record Completed(
      long id,
      Optional<EnumeratorState> state,
      List<DeltaSharingSplit> splits,
      List<String> rows,
      @Nullable ExpectedRead expected) {

    Completed expecting(ExpectedRead other) {
      return new Completed(id, state, splits, rows, other);
    }
  }

  private static final class Pending {
    final long id;
    final byte[] enumerator;
    final @Nullable ExpectedRead expected;
    final @Nullable ReaderPart[] parts;

    Pending(long id, byte[] enumerator, @Nullable ExpectedRead expected, int readers) {
      this.id = id;
      this.enumerator = enumerator;
      this.expected = expected;
      this.parts = new ReaderPart[readers];
    }
  }

  /**
   * @param from null for a start without state
   * @param placement the subtask of each restored split
   */
  SimulatedJob(
      HistoryTable table,
      FlakyStorage storage,
      DiscoverySettings settings,
      int parallelism,
      @Nullable Completed from,
      List<Integer> placement) {
    this.table = table;
    this.completed = from;
    this.restartedFrom = from == null ? 0 : from.id();
    this.before = from == null ? List.of() : from.rows();
    this.expected = from == null ? null : from.expected();
    this.assigned = new AssignedSplits(restartedFrom);
    this.context = new SimulatedContext(parallelism, assigned);
    Optional<EnumeratorState> state = from == null ? Optional.empty() : from.state();
    this.enumerator =
        new DeltaSharingEnumerator(
            context,
            new HistoryPlanner(
                storage,
                HistoryTable.ROOT,
                HistoryTable.NAME,
                HistoryTable.COLUMNS,
                () ->
                    expected =
                        ExpectedRead.beginning(table, settings.window(), settings.changeMode())),
            HistoryTable.NAME,
            settings,
            state,
            () -> 0);
    this.parts = new ReaderPart[parallelism];
    this.readers = new SimulatedReader[parallelism];
    for (int subtask = 0; subtask < parallelism; subtask++) {
      parts[subtask] = new ReaderPart(placed(from, placement, subtask), 0);
      readers[subtask] = new SimulatedReader(subtask, 0, table, enumerator, new ArrayList<>());
    }
    guarded(enumerator::start);
    for (SimulatedReader reader : readers) {
      guarded(() -> start(reader));
    }
  }

  private static List<byte[]> placed(
      @Nullable Completed from, List<Integer> placement, int subtask) {
    List<byte[]> splits = new ArrayList<>();
    for (int i = 0; from != null && i < from.splits().size(); i++) {
      if (placement.get(i) == subtask) {
        splits.add(ReaderPart.serialized(from.splits().get(i)));
      }
    }
    return splits;
  }

  private void start(SimulatedReader reader) {
    context.register(reader);
    enumerator.addReader(reader.subtask());
    reader.start(parts[reader.subtask()].restored());
  }

  int parallelism() {
    return readers.length;
  }

  /** What ended the job; null if it goes on. */
  @Nullable FlinkRuntimeException failure() {
    return failure;
  }

  /** What the read has to emit; null before it looked where to begin. */
  @Nullable ExpectedRead expected() {
    return expected;
  }

  /** The last checkpoint that is complete, of this execution or the one that it goes on from. */
  @Nullable Completed completed() {
    return completed;
  }

  boolean isFinished() {
    return Arrays.stream(readers).allMatch(SimulatedReader::isFinished);
  }

  /** All that was emitted and not rolled back. */
  List<String> rows() {
    List<String> rows = new ArrayList<>(before);
    Arrays.stream(readers).forEach(it -> rows.addAll(it.emitted()));
    return rows;
  }

  void close() {
    enumerator.close();
  }

  void tick() {
    context.tick();
  }

  void runOneCall() {
    guarded(context::runOneCall);
  }

  void runOneHandler() {
    guarded(context::runOneHandler);
  }

  void runAll() {
    guarded(context::runAll);
  }

  void step(int subtask) {
    guarded(readers[subtask]::step);
  }

  /** Takes the coordinator's part of a checkpoint; that of each reader follows. */
  void beginCheckpoint(long id) {
    if (pending == null) {
      guarded(
          () -> {
            Optional<EnumeratorState> state = enumerator.snapshotState(id);
            byte[] bytes = EnumeratorStateSerializer.INSTANCE.serialize(state);
            pending = new Pending(id, bytes, state.isPresent() ? expected : null, parallelism());
            assigned.checkpointed(id);
            Arrays.stream(readers).forEach(SimulatedReader::hold);
          });
    }
  }

  /** Takes a reader's part; the last one completes the checkpoint. */
  void takePart(int subtask, boolean told) {
    Pending current = pending;
    if (current == null || current.parts[subtask] != null) {
      return;
    }
    current.parts[subtask] = readers[subtask].checkpoint();
    if (Arrays.stream(current.parts).allMatch(Objects::nonNull)) {
      complete(current);
      if (told) {
        guarded(() -> enumerator.notifyCheckpointComplete(current.id));
      }
    }
  }

  private void complete(Pending current) {
    pending = null;
    parts = Arrays.stream(current.parts).map(Objects::requireNonNull).toArray(ReaderPart[]::new);
    restartedFrom = current.id;
    List<DeltaSharingSplit> splits = new ArrayList<>();
    List<String> rows = new ArrayList<>(before);
    for (int subtask = 0; subtask < parts.length; subtask++) {
      splits.addAll(parts[subtask].restored());
      rows.addAll(readers[subtask].emitted().subList(0, parts[subtask].emitted()));
    }
    completed =
        new Completed(current.id, deserialized(current.enumerator), splits, rows, current.expected);
  }

  void abortCheckpoint() {
    if (pending != null) {
      pending = null;
      Arrays.stream(readers).forEach(SimulatedReader::release);
    }
  }

  /** A whole checkpoint at once. */
  void checkpoint(long id) {
    abortCheckpoint();
    beginCheckpoint(id);
    for (int subtask = 0; subtask < parallelism(); subtask++) {
      takePart(subtask, true);
    }
  }

  /** Fails a reader: a new attempt of it goes on from the last checkpoint. */
  void failReader(int subtask) {
    abortCheckpoint();
    context.unregister(subtask);
    guarded(() -> enumerator.addSplitsBack(assigned.takeBack(subtask, restartedFrom), subtask));
  }

  /** Starts a failed reader anew. */
  void restartReader(int subtask) {
    SimulatedReader failed = readers[subtask];
    ReaderPart part = parts[subtask];
    readers[subtask] =
        new SimulatedReader(
            subtask,
            failed.attempt() + 1,
            table,
            enumerator,
            new ArrayList<>(failed.emitted().subList(0, part.emitted())));
    guarded(() -> start(readers[subtask]));
  }

  private interface Action {
    void run() throws IOException;
  }

  /** What Flink does with a failure of the enumerator: the job fails. */
  private void guarded(Action action) {
    if (failure != null) {
      return;
    }
    try {
      action.run();
    } catch (FlinkRuntimeException e) {
      failure = e;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<EnumeratorState> deserialized(byte[] bytes) {
    EnumeratorStateSerializer serializer = EnumeratorStateSerializer.INSTANCE;
    try {
      return serializer.deserialize(serializer.getVersion(), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
