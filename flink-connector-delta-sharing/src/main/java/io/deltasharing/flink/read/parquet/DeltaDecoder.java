/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * DELTA_BINARY_PACKED: blocks of miniblocks of packed differences. Integers of 32 bits are the low
 * halves of what is decoded here, for sums wrap around.
 */
final class DeltaDecoder {
  private static final int MAX_WIDTH = 64;
  private static final int MAX_MINIBLOCKS = 1 << 16;

  /** The header of no values: blocks of eight in one miniblock, none of them, the first is zero. */
  private static final byte[] NOTHING = {8, 1, 0, 0};

  private final byte[] bytes;
  private final int end;
  private final int miniblocks;
  private final int perMiniblock;
  private final int total;

  private int position;
  private boolean first = true;
  private long last;
  private int left;

  private long minimum;
  private int widths;
  private int miniblock;
  private int leftInMiniblock;
  private int width;
  private long bit;

  private DeltaDecoder(byte[] bytes, int from, int end, int most) throws MalformedFileException {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
    long block = unsigned();
    long count = unsigned();
    long values = unsigned();
    if (count <= 0
        || count > MAX_MINIBLOCKS
        || block <= 0
        || block % count != 0
        || block / count % Byte.SIZE != 0
        || block > Integer.MAX_VALUE
        || values < 0
        || values > most) {
      throw new MalformedFileException("the header of its delta encoding makes no sense");
    }
    this.miniblocks = (int) count;
    this.perMiniblock = (int) (block / count);
    this.total = (int) values;
    this.left = total;
    this.miniblock = miniblocks;
    this.last = zigZag();
  }

  /**
   * Of a page, which has no more values than levels. Where all of those are nulls, there may be no
   * bytes at all, not even a header.
   *
   * @param from where the encoded numbers begin
   */
  static DeltaDecoder of(DataPage page, int from) throws MalformedFileException {
    return from == page.end()
        ? new DeltaDecoder(NOTHING, 0, NOTHING.length, 0)
        : new DeltaDecoder(page.bytes(), from, page.end(), page.count());
  }

  void read(long[] out, int at, int count) throws MalformedFileException {
    checkLeft(count);
    int i = at;
    int to = at + count;
    if (first && count > 0) {
      first = false;
      left--;
      out[i++] = last;
    }
    while (i < to) {
      int run = Math.min(currentMiniblock(), to - i);
      unpack(out, i, run);
      i += run;
      left -= run;
      leftInMiniblock -= run;
    }
  }

  void skip(int count) throws MalformedFileException {
    long[] ignored = new long[Math.min(count, 256)];
    for (int todo = count; todo > 0; ) {
      int some = Math.min(todo, ignored.length);
      read(ignored, 0, some);
      todo -= some;
    }
  }

  /** Where the values end; decodes none. Of no use for reading afterwards. */
  int findEnd() throws MalformedFileException {
    long rest = total - 1L;
    while (rest > 0) {
      leftInMiniblock = 0;
      rest -= currentMiniblock();
    }
    return position;
  }

  private void unpack(long[] out, int at, int count) {
    final long mask = width == MAX_WIDTH ? -1 : (1L << width) - 1;
    long from = bit;
    long value = last;
    for (int i = at; i < at + count; i++) {
      int index = (int) (from >>> 3);
      int shift = (int) (from & 7);
      long word = LittleEndian.getLongOrLess(bytes, index) >>> shift;
      if (shift + width > MAX_WIDTH) {
        word |= (bytes[index + Long.BYTES] & 0xffL) << (MAX_WIDTH - shift);
      }
      value += minimum + (word & mask);
      out[i] = value;
      from += width;
    }
    bit = from;
    last = value;
  }

  private int currentMiniblock() throws MalformedFileException {
    if (leftInMiniblock == 0) {
      if (miniblock == miniblocks) {
        startBlock();
      }
      width = bytes[widths + miniblock] & 0xff;
      miniblock++;
      long length = (long) perMiniblock / Byte.SIZE * width;
      if (width > MAX_WIDTH || length > end - position) {
        throw new MalformedFileException("a page has fewer values than it says");
      }
      bit = (long) position * Byte.SIZE;
      position += (int) length;
      leftInMiniblock = perMiniblock;
    }
    return leftInMiniblock;
  }

  private void startBlock() throws MalformedFileException {
    minimum = zigZag();
    widths = position;
    if (miniblocks > end - position) {
      throw new MalformedFileException("a page has fewer values than it says");
    }
    position += miniblocks;
    miniblock = 0;
  }

  private void checkLeft(int count) throws MalformedFileException {
    if (count > left) {
      throw new MalformedFileException("a page has fewer values than it says");
    }
  }

  private long zigZag() throws MalformedFileException {
    long encoded = unsigned();
    return (encoded >>> 1) ^ -(encoded & 1);
  }

  private long unsigned() throws MalformedFileException {
    long result = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= end) {
        throw new MalformedFileException("a page has fewer values than it says");
      }
      byte next = bytes[position++];
      result |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new MalformedFileException("a number in its delta encoding has too many digits");
  }
}
