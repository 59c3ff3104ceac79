/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

/**
 * What a read came to.
 *
 * @param sum over all fields of all rows; the same for all that read the same
 */
record ReadSum(long rows, long sum) {
  static final ReadSum NOTHING = new ReadSum(0, 0);

  ReadSum plus(ReadSum other) {
    return new ReadSum(rows + other.rows, sum + other.sum);
  }
}
