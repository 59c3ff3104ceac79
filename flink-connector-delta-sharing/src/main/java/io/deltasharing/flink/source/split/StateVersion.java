/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import java.io.IOException;

/**
 * Versions of the state's bytes. Each that was ever written goes on being read: savepoints outlive
 * releases.
 */
final class StateVersion {
  /** A file a split, places in a snapshot by their number. */
  static final int FIRST = 1;

  /** Several files a split, places in a snapshot by the file, the table's definition. */
  static final int SECOND = 2;

  /** Parts of files. */
  static final int THIRD = 3;

  /** What the log says of the ids of rows, and which columns of files do. */
  static final int FOURTH = 4;

  /** How far the table's watermark has come. */
  static final int CURRENT = 5;

  private StateVersion() {}

  static void check(int version) throws IOException {
    if (version < FIRST || version > CURRENT) {
      throw new IOException(
          "The state was written in version "
              + version
              + " by a newer connector; this one reads versions up to "
              + CURRENT
              + ". Use the connector that wrote it, or a newer one.");
    }
  }
}
