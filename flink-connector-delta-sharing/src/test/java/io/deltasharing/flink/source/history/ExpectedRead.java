/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.StartingPoint;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a read has to emit, by the documentation of its options: the model, without any state. */
final class ExpectedRead {
  private final HistoryTable table;
  private final boolean snapshot;
  private final long begin;
  private final long last;
  private final @Nullable String refusal;

  /** The mode by which a commit is read: that of the last entry up to it. */
  private final TreeMap<Long, ChangeMode> modes = new TreeMap<>();

  private ExpectedRead(
      HistoryTable table, boolean snapshot, long begin, long last, @Nullable String refusal) {
    this.table = table;
    this.snapshot = snapshot;
    this.begin = begin;
    this.last = last;
    this.refusal = refusal;
  }

  /** A read that begins now. */
  static ExpectedRead beginning(HistoryTable table, ReadWindow window, ChangeMode mode) {
    long newest = table.newest();
    StartingPoint start = window.start();
    ExpectedRead read;
    if (start instanceof StartingPoint.EarliestSnapshot) {
      read = snapshot(table, table.oldest(), window.end());
    } else if (start instanceof StartingPoint.SnapshotOfVersion of) {
      read =
          of.version() < table.oldest()
              ? refused(table, "cannot be rebuilt any more")
              : of.version() > newest
                  ? refused(table, "is not there so far")
                  : snapshot(table, of.version(), window.end());
    } else if (start instanceof StartingPoint.AfterLatest) {
      read = changes(table, newest, window.end());
    } else if (start instanceof StartingPoint.FromVersion from) {
      read =
          from.version() < table.oldest()
              ? refused(table, "it was cleaned up")
              : from.version() > newest + 1
                  ? refused(table, "there is none so far")
                  : changes(table, from.version() - 1, window.end());
    } else {
      read = snapshot(table, newest, window.end());
    }
    read.modes.put(-1L, mode);
    return read;
  }

  private static ExpectedRead snapshot(HistoryTable table, long version, EndingPoint end) {
    return ending(table, true, version, end);
  }

  private static ExpectedRead changes(HistoryTable table, long begin, EndingPoint end) {
    return ending(table, false, begin, end);
  }

  private static ExpectedRead refused(HistoryTable table, String refusal) {
    return new ExpectedRead(table, false, 0, 0, refusal);
  }

  private static ExpectedRead ending(
      HistoryTable table, boolean snapshot, long begin, EndingPoint end) {
    long newest = table.newest();
    long last;
    if (end instanceof EndingPoint.WithSnapshot) {
      last = begin;
    } else if (end instanceof EndingPoint.AtLatest) {
      last = newest;
    } else if (end instanceof EndingPoint.AtVersion at) {
      if (at.version() > newest && !at.awaited()) {
        return refused(table, "has no version " + at.version());
      }
      last = at.version();
    } else {
      last = Long.MAX_VALUE;
    }
    return last < begin
        ? refused(table, "would end with version " + last)
        : new ExpectedRead(table, snapshot, begin, last, null);
  }

  /** The same, with another mode from a place on. */
  ExpectedRead goingOnBy(ChangeMode mode, SplitOrigin next) {
    ExpectedRead read = new ExpectedRead(table, snapshot, begin, last, refusal);
    read.modes.putAll(modes);
    long first = next.version() + (next.phase() == SplitOrigin.Phase.SNAPSHOT ? 1 : 0);
    read.modes.tailMap(first, true).clear();
    read.modes.put(first, mode);
    return read;
  }

  /** Why it cannot begin; null if it can. */
  @Nullable String refusal() {
    return refusal;
  }

  /** Whether all that it will ever emit can be there by now. */
  boolean hasEnd() {
    return last <= table.newest();
  }

  /** The version that it does not follow, if that is there by now. */
  OptionalLong refusedVersion() {
    for (long version = begin + 1; version <= Math.min(last, table.newest()); version++) {
      if (filesOf(version).isEmpty()) {
        return OptionalLong.of(version);
      }
    }
    return OptionalLong.empty();
  }

  /** All rows by now. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    if (refusal != null) {
      return rows;
    }
    if (snapshot) {
      table.version(begin).active().forEach(it -> rows.addAll(it.rowsAt("s" + begin)));
    }
    for (long version = begin + 1; version <= Math.min(last, table.newest()); version++) {
      Optional<List<HistoryFile>> files = filesOf(version);
      if (files.isEmpty()) {
        return rows;
      }
      String place = "c" + version;
      files.get().forEach(it -> rows.addAll(it.rowsAt(place)));
    }
    return rows;
  }

  private Optional<List<HistoryFile>> filesOf(long version) {
    return table.version(version).readBy(modes.floorEntry(version).getValue());
  }

  @Override
  public String toString() {
    return (snapshot ? "snapshot " : "changes after ") + begin + " to " + last + " by " + modes;
  }
}
