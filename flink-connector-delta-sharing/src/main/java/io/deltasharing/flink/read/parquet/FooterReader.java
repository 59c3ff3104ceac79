/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/** Reads footers, each by one request, or two if it is large. */
final class FooterReader {
  /** The footer's length and the format's name. */
  private static final int ENDING = 2 * Integer.BYTES;

  private static final int PAR1 = 0x31524150;

  /** With an encrypted footer. */
  private static final int PARE = 0x45524150;

  /** Ten thousand columns in a hundred row groups take up less. */
  private static final int MOST_BYTES = 64 << 20;

  private FooterReader() {}

  static Footer read(FileBytes file) throws IOException {
    long length = file.length();
    if (length < ENDING + Integer.BYTES) {
      throw new MalformedFileException("it is no Parquet file, for it has " + length + " bytes");
    }
    ChunkBytes tail = file.tail();
    int format = LittleEndian.getInt(tail.array(), tail.end() - Integer.BYTES);
    if (format == PARE) {
      throw Footer.encrypted();
    }
    if (format != PAR1) {
      throw new MalformedFileException("it is no Parquet file, for it does not end in 'PAR1'");
    }
    int size = LittleEndian.getInt(tail.array(), tail.end() - ENDING);
    if (size < 0 || size > length - ENDING - Integer.BYTES) {
      throw new MalformedFileException(
          "it says that its footer has " + size + " bytes, and has " + length + " altogether");
    }
    if (size > MOST_BYTES) {
      throw new MalformedFileException(
          "it says that its footer has "
              + size
              + " bytes; one of more than "
              + MOST_BYTES
              + " is not read");
    }
    return Footer.of(bytes(file, tail, size).fileMetaData(), length);
  }

  private static ThriftBytes bytes(FileBytes file, ChunkBytes tail, int size) throws IOException {
    int from = tail.end() - ENDING - size;
    if (from >= tail.from()) {
      return new ThriftBytes(tail.array(), from, tail.end() - ENDING);
    }
    byte[] bytes = file.read(file.length() - ENDING - size, size);
    return new ThriftBytes(bytes, 0, size);
  }
}
