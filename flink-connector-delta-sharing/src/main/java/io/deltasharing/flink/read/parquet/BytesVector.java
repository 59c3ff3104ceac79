/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.jspecify.annotations.Nullable;

/** Texts or other bytes of one column of a batch. Made to strings when they are asked for. */
final class BytesVector {
  private static final BinaryStringData EMPTY = BinaryStringData.fromBytes(new byte[0]);

  private final BinaryStringData @Nullable [] dictionary;
  private final MemorySegment @Nullable [] onlySegment;
  private final MemorySegment @Nullable [] @Nullable [] segments;
  private final int[] starts;
  private final int[] lengths;

  /**
   * @param onlySegment has all values, if there are no {@code segments}; null if all are in the
   *     dictionary
   * @param segments where each value is; null for one in the dictionary
   * @param starts where each value begins, or its index in the dictionary
   */
  BytesVector(
      BinaryStringData @Nullable [] dictionary,
      MemorySegment @Nullable [] onlySegment,
      MemorySegment @Nullable [] @Nullable [] segments,
      int[] starts,
      int[] lengths) {
    this.dictionary = dictionary;
    this.onlySegment = segments == null ? onlySegment : null;
    this.segments = segments;
    this.starts = starts;
    this.lengths = lengths;
  }

  /** The same value at every place. */
  static BytesVector constant(byte[] value, int places) {
    return new BytesVector(
        new BinaryStringData[] {BinaryStringData.fromBytes(value)},
        null,
        null,
        new int[places],
        new int[0]);
  }

  /** Nothing but the arrays, for other values. */
  BytesVector withoutValues() {
    return new BytesVector(null, null, null, starts, lengths);
  }

  /** Its array of where values begin, if that is long enough; a new one otherwise. */
  int[] spareStarts(int capacity) {
    return starts.length >= capacity ? starts : new int[capacity];
  }

  /** Its array of lengths, of any length. */
  int[] spareLengths() {
    return lengths;
  }

  BinaryStringData string(int index) {
    if (onlySegment != null) {
      return BinaryStringData.fromAddress(onlySegment, starts[index], lengths[index]);
    }
    if (segments != null) {
      MemorySegment[] segment = segments[index];
      if (segment != null) {
        return BinaryStringData.fromAddress(segment, starts[index], lengths[index]);
      }
    }
    return dictionary == null ? EMPTY : dictionary[starts[index]];
  }

  /** The dictionary, if all values are in it; null otherwise. */
  BinaryStringData @Nullable [] entries() {
    return onlySegment == null && segments == null ? dictionary : null;
  }

  /** Where a value is in the dictionary, if all are in it. */
  int entry(int index) {
    return starts[index];
  }

  byte[] bytes(int index) {
    return string(index).toBytes();
  }
}
