/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** Where a read ends: the values of {@code scan.bounded.mode}. */
@PublicEvolving
public enum BoundedMode {
  /** It goes on until the job is stopped. */
  UNBOUNDED,
  /** With the version that is the newest when the job starts. */
  LATEST_VERSION,
  /** With a version. */
  VERSION,
  /** With the last version that was committed until a moment. */
  TIMESTAMP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
