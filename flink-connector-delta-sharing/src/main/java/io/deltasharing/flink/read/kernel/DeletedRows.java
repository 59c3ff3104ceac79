/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

/** The deleted positions of a file, walked through in step with its rows. */
final class DeletedRows {
  private final long[] ascending;
  private int next;

  DeletedRows(long[] ascending) {
    this.ascending = ascending;
  }

  /** Whether a row is deleted; asked for ascending positions only. */
  boolean contains(long position) {
    while (next < ascending.length && ascending[next] < position) {
      next++;
    }
    return next < ascending.length && ascending[next] == position;
  }
}
