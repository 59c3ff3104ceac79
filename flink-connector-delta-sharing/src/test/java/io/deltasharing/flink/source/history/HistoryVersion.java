/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.plan.ChangeMode;
import java.util.List;
import java.util.Optional;

/**
 * What one version of a modelled table is.
 *
 * @param added the files that brought data, in the order of the commit's lines
 * @param kind what it did to rows that were there
 * @param active all files, once it was committed
 */
record HistoryVersion(List<HistoryFile> added, Kind kind, List<HistoryFile> active) {

  enum Kind {
    /** Takes no row away. */
    APPENDS,
    /** Takes rows away and brings none. */
    DELETES,
    /** Takes rows away and brings others, or brings them back. */
    CHANGES
  }

  HistoryVersion {
    added = List.copyOf(added);
    active = List.copyOf(active);
  }

  /** What a mode reads of it, by the documentation of the option; empty if it refuses it. */
  Optional<List<HistoryFile>> readBy(ChangeMode mode) {
    if (kind == Kind.APPENDS) {
      return Optional.of(added);
    }
    return switch (mode) {
      case APPEND_ONLY -> Optional.empty();
      case IGNORE_DELETES -> kind == Kind.DELETES ? Optional.of(List.of()) : Optional.empty();
      case IGNORE_CHANGES -> Optional.of(added);
      case SKIP_CHANGE_COMMITS -> Optional.of(List.of());
    };
  }
}
