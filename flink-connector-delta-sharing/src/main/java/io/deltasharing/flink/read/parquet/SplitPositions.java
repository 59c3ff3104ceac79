/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/** Where the values of a page are that is encoded by BYTE_STREAM_SPLIT. */
final class SplitPositions {
  private final int stride;
  private final int end;
  private int next;

  /**
   * @param width of a value in bytes
   */
  SplitPositions(DataPage page, int width) throws MalformedFileException {
    int length = page.end() - page.valuesFrom();
    if (length % width != 0) {
      throw new MalformedFileException("a page has no whole number of values");
    }
    this.stride = length / width;
    this.next = page.valuesFrom();
    this.end = next + stride;
  }

  /** How far the bytes of one value are from each other. */
  int stride() {
    return stride;
  }

  /** Takes values; says where the first byte of the first of them is. */
  int take(int count) throws MalformedFileException {
    if (count > end - next) {
      throw Encodings.tooFew();
    }
    int from = next;
    next += count;
    return from;
  }
}
