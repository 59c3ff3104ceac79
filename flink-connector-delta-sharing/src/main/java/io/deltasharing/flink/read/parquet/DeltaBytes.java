/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/** DELTA_BYTE_ARRAY: how much each value shares with the one before it, and what follows. */
final class DeltaBytes implements BytesSource {
  /**
   * What a batch may have, unless its page has more: or a few bytes that are shared often enough
   * would fill the memory.
   */
  private static final long MOST_BYTES = 256L << 20;

  /** So many values are joined at a time to be passed over. */
  private static final int SKIPPED = 16;

  private final byte[] page;
  private final long mostBytes;
  private final DeltaDecoder prefixes;
  private final DeltaLengthBytes suffixes;
  private long[] shared = new long[0];
  private byte[] previous = new byte[0];
  private int previousStart;
  private int previousLength;

  DeltaBytes(DataPage page) throws IOException {
    this.page = page.bytes();
    this.mostBytes = Math.max(MOST_BYTES, page.end() - page.valuesFrom());
    this.prefixes = DeltaDecoder.of(page, page.valuesFrom());
    boolean isEmpty = page.valuesFrom() == page.end();
    int from = isEmpty ? page.end() : DeltaDecoder.of(page, page.valuesFrom()).findEnd();
    this.suffixes = new DeltaLengthBytes(page, from);
  }

  @Override
  public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
    if (shared.length < count) {
      shared = new long[count];
    }
    prefixes.read(shared, 0, count);
    suffixes.read(starts, lengths, at, count);
    byte[] joined = new byte[joinedLength(lengths, at, count)];
    int position = 0;
    for (int i = 0; i < count; i++) {
      int prefix = (int) shared[i];
      int suffix = lengths[at + i];
      System.arraycopy(previous, previousStart, joined, position, prefix);
      System.arraycopy(page, starts[at + i], joined, position + prefix, suffix);
      starts[at + i] = position;
      lengths[at + i] = prefix + suffix;
      previous = joined;
      previousStart = position;
      previousLength = prefix + suffix;
      position += previousLength;
    }
    return joined;
  }

  private int joinedLength(int[] lengths, int at, int count) throws IOException {
    long total = 0;
    long before = previousLength;
    for (int i = 0; i < count; i++) {
      if (shared[i] < 0 || shared[i] > before) {
        throw new MalformedFileException("a value shares more than there is with another");
      }
      before = shared[i] + lengths[at + i];
      total += before;
      if (total > mostBytes) {
        throw new MalformedFileException(
            "its values have more than " + mostBytes + " bytes in " + count + " rows");
      }
    }
    return (int) total;
  }

  @Override
  public void skip(int count) throws IOException {
    int some = Math.min(count, SKIPPED);
    int[] starts = new int[some];
    int[] lengths = new int[some];
    for (int todo = count; todo > 0; todo -= some) {
      some = Math.min(some, todo);
      read(starts, lengths, 0, some);
    }
  }
}
