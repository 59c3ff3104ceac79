/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/** DELTA_LENGTH_BYTE_ARRAY: first all lengths, then all bytes. */
final class DeltaLengthBytes implements BytesSource {
  private final byte[] bytes;
  private final int end;
  private final DeltaDecoder decoder;
  private long[] read = new long[0];
  private int next;

  DeltaLengthBytes(DataPage page, int from) throws IOException {
    bytes = page.bytes();
    end = page.end();
    decoder = DeltaDecoder.of(page, from);
    next = DeltaDecoder.of(page, from).findEnd();
  }

  @Override
  public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
    if (read.length < count) {
      read = new long[count];
    }
    decoder.read(read, 0, count);
    int position = next;
    for (int i = 0; i < count; i++) {
      long length = read[i];
      if (length < 0 || length > end - position) {
        throw Encodings.tooFew();
      }
      starts[at + i] = position;
      lengths[at + i] = (int) length;
      position += (int) length;
    }
    next = position;
    return bytes;
  }

  @Override
  public void skip(int count) throws IOException {
    int some = Math.min(count, 1024);
    int[] starts = new int[some];
    int[] lengths = new int[some];
    for (int todo = count; todo > 0; todo -= some) {
      some = Math.min(some, todo);
      read(starts, lengths, 0, some);
    }
  }
}
