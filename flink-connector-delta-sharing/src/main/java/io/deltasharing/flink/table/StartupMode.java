/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** Where a read begins: the values of {@code scan.startup.mode}. */
@PublicEvolving
public enum StartupMode {
  /** The newest version, whole, then what changes. */
  LATEST_FULL,
  /** What changes after the newest version. */
  LATEST,
  /** The oldest version that can be rebuilt, whole, then what changes. */
  EARLIEST,
  /** The changes from a version on, its own included. */
  FROM_VERSION,
  /** The changes from the first version on that was committed at a moment or later. */
  FROM_TIMESTAMP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
