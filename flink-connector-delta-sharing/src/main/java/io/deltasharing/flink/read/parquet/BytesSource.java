/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import org.apache.parquet.format.Encoding;

/** Texts and other bytes of one page, in order. */
interface BytesSource {

  /**
   * Reads values.
   *
   * @param starts gets where each begins
   * @param lengths gets how many bytes each has
   * @return the array that has them
   */
  byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException;

  void skip(int count) throws IOException;

  /** Opens the values of a page by its encoding, which is not that of a dictionary. */
  @FunctionalInterface
  interface Factory {
    BytesSource open(DataPage page) throws IOException;
  }

  /** Of any length. */
  static BytesSource ofTexts(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new Plain(page);
      case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthBytes(page, page.valuesFrom());
      case DELTA_BYTE_ARRAY -> new DeltaBytes(page);
      default -> throw Encodings.unknown(page, "BYTE_ARRAY");
    };
  }

  /** Of one length. */
  static BytesSource ofFixed(DataPage page, int width) throws IOException {
    if (page.encoding() == Encoding.PLAIN && (page.end() - page.valuesFrom()) % width != 0) {
      throw new MalformedFileException("a page has no whole number of values");
    }
    return switch (page.encoding()) {
      case PLAIN -> new Fixed(page, width);
      case DELTA_BYTE_ARRAY -> new SameLength(new DeltaBytes(page), width);
      case BYTE_STREAM_SPLIT -> new Split(page, width);
      default -> throw Encodings.unknown(page, "FIXED_LEN_BYTE_ARRAY");
    };
  }

  /** Each after its length. */
  final class Plain implements BytesSource {
    private final byte[] bytes;
    private final int end;
    private int next;

    Plain(DataPage page) {
      bytes = page.bytes();
      next = page.valuesFrom();
      end = page.end();
    }

    @Override
    public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
      final byte[] source = bytes;
      final int last = end;
      int position = next;
      for (int i = at; i < at + count; i++) {
        int length = LittleEndian.getInt(source, position);
        position += Integer.BYTES;
        if (length < 0 || length > last - position) {
          throw Encodings.tooFew();
        }
        starts[i] = position;
        lengths[i] = length;
        position += length;
      }
      next = position;
      return source;
    }

    @Override
    public void skip(int count) throws IOException {
      int position = next;
      for (int i = 0; i < count; i++) {
        int length = LittleEndian.getInt(bytes, position);
        position += Integer.BYTES;
        if (length < 0 || length > end - position) {
          throw Encodings.tooFew();
        }
        position += length;
      }
      next = position;
    }
  }

  /** One after another. */
  final class Fixed implements BytesSource {
    private final byte[] bytes;
    private final int width;
    private final FixedPositions positions;

    Fixed(DataPage page, int width) {
      this.bytes = page.bytes();
      this.width = width;
      this.positions = new FixedPositions(page, width);
    }

    @Override
    public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
      int from = positions.take(count);
      for (int i = 0; i < count; i++) {
        starts[at + i] = from + i * width;
        lengths[at + i] = width;
      }
      return bytes;
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /** First bytes, then second bytes, and so on. */
  final class Split implements BytesSource {
    private final byte[] bytes;
    private final int width;
    private final SplitPositions positions;

    Split(DataPage page, int width) throws IOException {
      this.bytes = page.bytes();
      this.width = width;
      this.positions = new SplitPositions(page, width);
    }

    @Override
    public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
      int from = positions.take(count);
      byte[] joined = new byte[count * width];
      for (int k = 0; k < width; k++) {
        int stream = from + k * positions.stride();
        for (int i = 0; i < count; i++) {
          joined[i * width + k] = bytes[stream + i];
        }
      }
      for (int i = 0; i < count; i++) {
        starts[at + i] = i * width;
        lengths[at + i] = width;
      }
      return joined;
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /**
   * Checks that values have one length.
   *
   * @param width in bytes
   */
  record SameLength(BytesSource source, int width) implements BytesSource {
    @Override
    public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
      byte[] bytes = source.read(starts, lengths, at, count);
      for (int i = at; i < at + count; i++) {
        if (lengths[i] != width) {
          throw new MalformedFileException(
              "a value has " + lengths[i] + " bytes, and its type has " + width);
        }
      }
      return bytes;
    }

    @Override
    public void skip(int count) throws IOException {
      source.skip(count);
    }
  }
}
