/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/** Where the values of a page are that all take up the same number of bytes. */
final class FixedPositions {
  private final int width;
  private final int end;
  private int next;

  /**
   * @param width in bytes
   */
  FixedPositions(DataPage page, int width) {
    this.width = width;
    this.next = page.valuesFrom();
    this.end = page.end();
  }

  /** Takes values; says where the first of them is. */
  int take(int count) throws MalformedFileException {
    if (count * (long) width > end - next) {
      throw Encodings.tooFew();
    }
    int from = next;
    next += count * width;
    return from;
  }
}
