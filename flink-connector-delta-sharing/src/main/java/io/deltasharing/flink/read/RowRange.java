/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

/**
 * Rows of a file that follow each other, by their physical index.
 *
 * @param first the first of them
 * @param end the one behind the last
 */
public record RowRange(long first, long end) {

  public boolean has(long row) {
    return first <= row && row < end;
  }
}
