/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/** Values of 64 bits of one page, in order. */
interface LongSource {
  void read(long[] out, int at, int count) throws IOException;

  void skip(int count) throws IOException;

  /** Opens the values of a page by its encoding, which is not that of a dictionary. */
  @FunctionalInterface
  interface Factory {
    LongSource open(DataPage page) throws IOException;
  }

  /** Before the first page. */
  LongSource NONE =
      new LongSource() {
        @Override
        public void read(long[] out, int at, int count) throws IOException {
          throw ChunkPages.tooFew();
        }

        @Override
        public void skip(int count) throws IOException {
          throw ChunkPages.tooFew();
        }
      };

  /** Of integers. */
  static LongSource ofLongs(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new Plain(page);
      case DELTA_BINARY_PACKED -> new Delta(page);
      case BYTE_STREAM_SPLIT -> new Split(page);
      default -> throw Encodings.unknown(page, "INT64");
    };
  }

  /** Of doubles. */
  static LongSource ofDoubles(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new Plain(page);
      case BYTE_STREAM_SPLIT -> new Split(page);
      default -> throw Encodings.unknown(page, "DOUBLE");
    };
  }

  /** Eight bytes each. */
  final class Plain implements LongSource {
    private final byte[] bytes;
    private final FixedPositions positions;

    Plain(DataPage page) {
      bytes = page.bytes();
      positions = new FixedPositions(page, Long.BYTES);
    }

    @Override
    public void read(long[] out, int at, int count) throws IOException {
      final byte[] source = bytes;
      int from = positions.take(count);
      for (int i = 0; i < count; i++) {
        out[at + i] = LittleEndian.getLong(source, from + i * Long.BYTES);
      }
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /** First bytes, then second bytes, and so on. */
  final class Split implements LongSource {
    private final byte[] bytes;
    private final SplitPositions positions;

    Split(DataPage page) throws IOException {
      bytes = page.bytes();
      positions = new SplitPositions(page, Long.BYTES);
    }

    @Override
    public void read(long[] out, int at, int count) throws IOException {
      int stride = positions.stride();
      int from = positions.take(count);
      for (int i = 0; i < count; i++) {
        long value = 0;
        for (int k = Long.BYTES - 1; k >= 0; k--) {
          value = (value << Byte.SIZE) | (bytes[from + i + k * stride] & 0xff);
        }
        out[at + i] = value;
      }
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /** DELTA_BINARY_PACKED. */
  final class Delta implements LongSource {
    private final DeltaDecoder decoder;

    Delta(DataPage page) throws IOException {
      decoder = DeltaDecoder.of(page, page.valuesFrom());
    }

    @Override
    public void read(long[] out, int at, int count) throws IOException {
      decoder.read(out, at, count);
    }

    @Override
    public void skip(int count) throws IOException {
      decoder.skip(count);
    }
  }

  /** Entries of a dictionary. */
  final class Dictionary implements LongSource {
    private final long[] entries;
    private final DictionaryIndexes indexes;
    private int[] found = new int[0];

    Dictionary(long[] entries, DataPage page) throws IOException {
      this.entries = entries;
      this.indexes = new DictionaryIndexes(page, entries.length);
    }

    @Override
    public void read(long[] out, int at, int count) throws IOException {
      if (found.length < count) {
        found = new int[count];
      }
      final int[] index = found;
      final long[] from = entries;
      indexes.read(index, 0, count);
      for (int i = 0; i < count; i++) {
        out[at + i] = from[index[i]];
      }
    }

    @Override
    public void skip(int count) throws IOException {
      indexes.skip(count);
    }
  }
}
