/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/** Values of 32 bits of one page, in order. */
interface IntSource {
  void read(int[] out, int at, int count) throws IOException;

  void skip(int count) throws IOException;

  /** Opens the values of a page by its encoding, which is not that of a dictionary. */
  @FunctionalInterface
  interface Factory {
    IntSource open(DataPage page) throws IOException;
  }

  /** Before the first page. */
  IntSource NONE =
      new IntSource() {
        @Override
        public void read(int[] out, int at, int count) throws IOException {
          throw ChunkPages.tooFew();
        }

        @Override
        public void skip(int count) throws IOException {
          throw ChunkPages.tooFew();
        }
      };

  /** Of integers. */
  static IntSource ofInts(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new Plain(page);
      case DELTA_BINARY_PACKED -> new Delta(page);
      case BYTE_STREAM_SPLIT -> new Split(page);
      default -> throw Encodings.unknown(page, "INT32");
    };
  }

  /** Of floats. */
  static IntSource ofFloats(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new Plain(page);
      case BYTE_STREAM_SPLIT -> new Split(page);
      default -> throw Encodings.unknown(page, "FLOAT");
    };
  }

  /** Of booleans. */
  static IntSource ofBooleans(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new Bits(page);
      case RLE -> new Runs(page);
      default -> throw Encodings.unknown(page, "BOOLEAN");
    };
  }

  /** Four bytes each. */
  final class Plain implements IntSource {
    private final byte[] bytes;
    private final FixedPositions positions;

    Plain(DataPage page) {
      bytes = page.bytes();
      positions = new FixedPositions(page, Integer.BYTES);
    }

    @Override
    public void read(int[] out, int at, int count) throws IOException {
      final byte[] source = bytes;
      int from = positions.take(count);
      for (int i = 0; i < count; i++) {
        out[at + i] = LittleEndian.getInt(source, from + i * Integer.BYTES);
      }
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /** First bytes, then second bytes, and so on. */
  final class Split implements IntSource {
    private final byte[] bytes;
    private final SplitPositions positions;

    Split(DataPage page) throws IOException {
      bytes = page.bytes();
      positions = new SplitPositions(page, Integer.BYTES);
    }

    @Override
    public void read(int[] out, int at, int count) throws IOException {
      final byte[] source = bytes;
      int stride = positions.stride();
      int from = positions.take(count);
      for (int i = 0; i < count; i++) {
        int first = from + i;
        out[at + i] =
            (source[first] & 0xff)
                | ((source[first + stride] & 0xff) << 8)
                | ((source[first + 2 * stride] & 0xff) << 16)
                | ((source[first + 3 * stride] & 0xff) << 24);
      }
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /** DELTA_BINARY_PACKED. */
  final class Delta implements IntSource {
    private final DeltaDecoder decoder;
    private long[] wide = new long[0];

    Delta(DataPage page) throws IOException {
      decoder = DeltaDecoder.of(page, page.valuesFrom());
    }

    @Override
    public void read(int[] out, int at, int count) throws IOException {
      if (wide.length < count) {
        wide = new long[count];
      }
      decoder.read(wide, 0, count);
      for (int i = 0; i < count; i++) {
        out[at + i] = (int) wide[i];
      }
    }

    @Override
    public void skip(int count) throws IOException {
      decoder.skip(count);
    }
  }

  /** One bit each. */
  final class Bits implements IntSource {
    private final byte[] bytes;
    private final long end;
    private long bit;

    Bits(DataPage page) {
      bytes = page.bytes();
      bit = page.valuesFrom() * (long) Byte.SIZE;
      end = page.end() * (long) Byte.SIZE;
    }

    @Override
    public void read(int[] out, int at, int count) throws IOException {
      long from = bit;
      skip(count);
      for (int i = 0; i < count; i++, from++) {
        out[at + i] = (bytes[(int) (from >>> 3)] >>> (from & 7)) & 1;
      }
    }

    @Override
    public void skip(int count) throws IOException {
      if (count > end - bit) {
        throw Encodings.tooFew();
      }
      bit += count;
    }
  }

  /** Runs of booleans, after their length. */
  final class Runs implements IntSource {
    private final RunDecoder decoder = new RunDecoder();

    Runs(DataPage page) throws IOException {
      int from = Math.min(page.valuesFrom() + Integer.BYTES, page.end());
      decoder.reset(page.bytes(), from, page.end(), 1);
    }

    @Override
    public void read(int[] out, int at, int count) throws IOException {
      decoder.read(out, at, count);
    }

    @Override
    public void skip(int count) throws IOException {
      decoder.skip(count);
    }
  }

  /** Entries of a dictionary. */
  final class Dictionary implements IntSource {
    private final int[] entries;
    private final DictionaryIndexes indexes;

    Dictionary(int[] entries, DataPage page) throws IOException {
      this.entries = entries;
      this.indexes = new DictionaryIndexes(page, entries.length);
    }

    @Override
    public void read(int[] out, int at, int count) throws IOException {
      indexes.read(out, at, count);
      final int[] from = entries;
      for (int i = at; i < at + count; i++) {
        out[i] = from[out[i]];
      }
    }

    @Override
    public void skip(int count) throws IOException {
      indexes.skip(count);
    }
  }
}
