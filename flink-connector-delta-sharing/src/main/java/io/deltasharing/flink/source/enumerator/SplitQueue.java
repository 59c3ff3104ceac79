/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitFile;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files in the order in which they are handed out, and the place in the table's history up to which
 * they have been. Coordinator thread only.
 */
final class SplitQueue {
  /** A split of so much keeps a reader busy for long enough. */
  private static final long SPLIT_BYTES = 128L << 20;

  /** Part of a file that is smaller would not be worth a reader of its own. */
  private static final long LEAST_SECTION_BYTES = 32L << 20;

  /** Parts that wait are part of a checkpoint. */
  private static final long MOST_SECTIONS = 256;

  /** What opening a file costs, in the bytes that could be read meanwhile. */
  private static final long OPENING_BYTES = 4L << 20;

  /** A split is part of a checkpoint and of a message. */
  private static final int MOST_FILES = 32;

  private final Deque<SplitFile> planned = new ArrayDeque<>();
  private final Deque<DeltaSharingSplit> returned = new ArrayDeque<>();

  /** Splits that subtasks have been told of, but have not asked for yet. */
  private final Map<Integer, DeltaSharingSplit> reserved = new LinkedHashMap<>();

  private final PlannedTimes times = new PlannedTimes();
  private long plannedWeight;

  /** Of what was planned, that is handed out which satisfies this. */
  private Predicate<DataFile> needed = file -> true;

  /** Not known until planning has gone on from where the read begins, or a state left off. */
  private long expected = TableWatermark.UNKNOWN;

  private SplitOrigin next;
  private @Nullable FileKey lastHandedOut;

  /** What follows the planned files. */
  private SplitOrigin end;

  /**
   * @param next the first place that is to be handed out
   * @param lastHandedOut the file of a snapshot before it
   */
  SplitQueue(
      SplitOrigin next, @Nullable FileKey lastHandedOut, Collection<DeltaSharingSplit> returned) {
    this.next = next;
    this.end = next;
    this.lastHandedOut = lastHandedOut;
    this.returned.addAll(returned);
  }

  /**
   * Appends files. Those that are left out have their places, so that these mean the same whatever
   * is left out.
   *
   * @param first the place of the first of them
   * @param timestamp of their version
   * @param behind the place that follows the last of them
   */
  void append(SplitOrigin first, long timestamp, List<DataFile> files, SplitOrigin behind) {
    boolean wasEmpty = planned.isEmpty();
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).isSkipped()) {
        continue;
      }
      SplitFile file = new SplitFile(first.plus(i), timestamp, files.get(i));
      planned.add(file);
      times.append(orUnknown(file.file().earliest()));
      plannedWeight += weight(file);
    }
    end = behind;
    if (planned.isEmpty()) {
      next = behind;
    } else if (wasEmpty) {
      next = planned.element().origin();
    }
  }

  /**
   * Says that rows of files still to be appended may be as old as this.
   *
   * @param micros since the epoch; null if that is not known
   */
  void expect(@Nullable Long micros) {
    expected = orUnknown(micros);
  }

  /** Says that nothing is known to be appended. */
  void expectNothing() {
    expected = TableWatermark.NONE;
  }

  /**
   * The oldest time in what is to be handed out, in microseconds since the epoch; {@link
   * TableWatermark#UNKNOWN} if that is not known, {@link TableWatermark#NONE} if there is nothing.
   */
  long oldest() {
    return Stream.concat(reserved.values().stream(), returned.stream())
        .mapToLong(DeltaSharingSplit::earliest)
        .reduce(Math.min(expected, times.oldest()), Math::min);
  }

  /** Hands out these files alone from now on. */
  void keepOnly(Predicate<DataFile> files) {
    needed = files;
  }

  /** Takes back what a failed reader had; it goes out again first. */
  void giveBack(Collection<DeltaSharingSplit> splits) {
    returned.addAll(splits);
  }

  /** Reserves nothing any more for a subtask that failed. */
  void release(int subtask) {
    DeltaSharingSplit split = reserved.remove(subtask);
    if (split != null) {
      returned.add(split);
    }
  }

  /**
   * Reserves a split for a subtask that has one, if there is one for each of the others besides.
   *
   * @param readers how many readers there are
   * @return what was reserved now; empty if nothing was
   */
  Optional<DeltaSharingSplit> reserve(int subtask, int readers) {
    if (reserved.containsKey(subtask) || planned.size() + returned.size() < readers) {
      return Optional.empty();
    }
    Optional<DeltaSharingSplit> split = poll(readers);
    split.ifPresent(it -> reserved.put(subtask, it));
    return split;
  }

  /**
   * The split that is reserved for a subtask, or else the next; if nothing else is left, one that
   * is reserved for another.
   *
   * @param readers how many readers there are
   */
  Optional<DeltaSharingSplit> poll(int subtask, int readers) {
    DeltaSharingSplit own = reserved.remove(subtask);
    if (own != null) {
      return Optional.of(own);
    }
    Optional<DeltaSharingSplit> split = poll(readers);
    if (split.isPresent() || reserved.isEmpty()) {
      return split;
    }
    int other = reserved.keySet().iterator().next();
    return Optional.ofNullable(reserved.remove(other));
  }

  /**
   * The next split: as many small files as make one worth the way, but when few are left no more
   * than leaves some for the other readers.
   *
   * @param readers how many readers there are
   */
  Optional<DeltaSharingSplit> poll(int readers) {
    DeltaSharingSplit again = returned.poll();
    if (again != null) {
      return Optional.of(again);
    }
    passOver();
    if (planned.isEmpty()) {
      return Optional.empty();
    }
    long share = plannedWeight / (2L * Math.max(1, readers));
    long enough = Math.min(SPLIT_BYTES, share);
    if (planned.element().file().size() >= 2 * Math.max(LEAST_SECTION_BYTES, enough)) {
      return Optional.of(firstSection(Math.max(LEAST_SECTION_BYTES, enough)));
    }
    List<SplitFile> files = new ArrayList<>();
    long weight = 0;
    do {
      SplitFile file = planned.remove();
      weight += weight(file);
      times.removeFirst();
      files.add(file);
      handedOut(file);
      passOver();
    } while (!planned.isEmpty()
        && files.size() < MOST_FILES
        && weight + weight(planned.element()) <= enough);
    plannedWeight -= weight;
    return Optional.of(new DeltaSharingSplit(files, 0));
  }

  /** Cuts the next file into parts. All but the first wait as if they had come back. */
  private DeltaSharingSplit firstSection(long bytes) {
    SplitFile file = planned.remove();
    times.removeFirst();
    plannedWeight -= weight(file);
    long size = file.file().size();
    long count = Math.min(MOST_SECTIONS, size / bytes);
    for (long i = 0; i < count; i++) {
      FileSection section =
          new FileSection(
              i * (size / count), i == count - 1 ? Long.MAX_VALUE : (i + 1) * (size / count));
      returned.add(
          new DeltaSharingSplit(
              List.of(new SplitFile(file.origin(), file.timestamp(), file.file(), section)), 0));
    }
    handedOut(file);
    return returned.remove();
  }

  /** How many files wait for a reader, and splits that came back or are reserved. */
  int size() {
    return planned.size() + returned.size() + reserved.size();
  }

  /** The first place that has not been handed out. */
  SplitOrigin next() {
    return next;
  }

  /** The file of a snapshot before that place; null if there is none. */
  @Nullable FileKey lastHandedOut() {
    return lastHandedOut;
  }

  /** The place that follows all that was appended. */
  SplitOrigin end() {
    return end;
  }

  /** What is before that place and with no reader, in the order in which it is to go out. */
  List<DeltaSharingSplit> returned() {
    return Stream.concat(reserved.values().stream(), returned.stream()).toList();
  }

  /** Lets go of files that are next and not needed. */
  private void passOver() {
    while (!planned.isEmpty() && !needed.test(planned.element().file())) {
      SplitFile file = planned.remove();
      plannedWeight -= weight(file);
      times.removeFirst();
      handedOut(file);
    }
  }

  private void handedOut(SplitFile last) {
    next = planned.isEmpty() ? end : planned.element().origin();
    lastHandedOut = next.phase() == SplitOrigin.Phase.SNAPSHOT ? last.file().key() : null;
  }

  private static long orUnknown(@Nullable Long micros) {
    return micros == null ? TableWatermark.UNKNOWN : micros;
  }

  private static long weight(SplitFile file) {
    return Math.max(file.file().size(), OPENING_BYTES);
  }
}
