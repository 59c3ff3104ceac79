/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.EnumeratorState;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The watermark of a whole table: the oldest time in what is planned and not emitted yet, wherever
 * it is, in the queue or with a reader. One reader alone cannot know it: a file that it is given
 * may be newer than one that another reader has not begun with.
 *
 * <p>Once all that is planned has been emitted, it is the highest of the files' oldest times: the
 * newest file's rows are taken for the beginning of what comes next. Times are in microseconds
 * since the epoch, {@link #UNKNOWN} where the log does not say. Coordinator thread only.
 */
final class TableWatermark {
  static final long UNKNOWN = EnumeratorState.UNKNOWN_TIME;
  static final long NONE = Long.MAX_VALUE;

  /**
   * What the splits hold that each subtask has, in the order in which it reads them. A subtask that
   * has not told what it was restored with is not in it.
   */
  private final Map<Integer, Deque<Long>> held = new HashMap<>();

  private long newest;

  /**
   * A watermark of a table that has come so far.
   *
   * @param newest {@link #UNKNOWN} at a fresh start
   */
  TableWatermark(long newest) {
    this.newest = newest;
  }

  /** How far it has come: the highest of the oldest times of all files so far. */
  long newest() {
    return newest;
  }

  /** An attempt of a subtask has begun, with splits or without. */
  void begun(int subtask, Collection<Long> times) {
    held.put(subtask, new ArrayDeque<>(times));
    times.forEach(this::seen);
  }

  /** What a subtask has is not known until its next attempt begins. */
  void failed(int subtask) {
    held.remove(subtask);
  }

  void assigned(int subtask, DeltaSharingSplit split) {
    held.computeIfAbsent(subtask, it -> new ArrayDeque<>()).add(split.earliest());
    split.files().stream()
        .map(it -> it.file().earliest())
        .filter(Objects::nonNull)
        .forEach(this::seen);
  }

  /** A reader asks for a split once it has emitted all that it had. */
  void requested(int subtask) {
    Deque<Long> times = held.get(subtask);
    if (times != null) {
      times.clear();
    }
  }

  /**
   * The watermark now.
   *
   * @param waiting the oldest time in what no reader has; {@link #NONE} if there is nothing
   * @param readers how many there are
   * @return in milliseconds since the epoch; empty if it is not known
   */
  OptionalLong millis(long waiting, int readers) {
    if (held.size() < readers) {
      return OptionalLong.empty();
    }
    long oldest =
        held.values().stream()
            .flatMap(Collection::stream)
            .mapToLong(it -> it)
            .reduce(waiting, Math::min);
    long micros = oldest == NONE ? newest : oldest;
    return micros == UNKNOWN
        ? OptionalLong.empty()
        // Rows of that very time are still to come.
        : OptionalLong.of(Math.floorDiv(micros, TimeUnit.MILLISECONDS.toMicros(1)) - 1);
  }

  /** Whether nothing is known that is still to be emitted. */
  boolean isAllEmitted(long waiting) {
    return waiting == NONE && held.values().stream().allMatch(Deque::isEmpty);
  }

  /** There is, or was, a file whose oldest time this is. */
  void seen(long micros) {
    newest = Math.max(newest, micros);
  }
}
