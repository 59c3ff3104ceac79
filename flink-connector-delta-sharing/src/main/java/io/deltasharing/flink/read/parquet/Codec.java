/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/** How the pages of a column are compressed. Stateless. */
enum Codec {
  NONE {
    @Override
    long mostFor(int compressed) {
      return compressed;
    }

    @Override
    void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
        throws IOException {
      checkLength(length, expected);
      System.arraycopy(in, from, out, at, expected);
    }
  },

  SNAPPY {
    @Override
    long mostFor(int compressed) {
      return compressed * 64L;
    }

    @Override
    void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
        throws IOException {
      SnappyBlock.decode(in, from, length, out, at, expected);
    }
  },

  ZSTD {
    @Override
    void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
        throws IOException {
      checkLength(ZstdFrames.decompress(in, from, length, out, at, expected), expected);
    }

    @Override
    byte[] decompressSlowly(byte[] in, int from, int length, int expected) throws IOException {
      return GrowingBytes.read(
          new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(in, from, length)), expected);
    }
  },

  GZIP {
    @Override
    void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
        throws IOException {
      try (InputStream stream = gunzip(in, from, length)) {
        checkLength(stream.readNBytes(out, at, expected), expected);
        GrowingBytes.checkEnd(stream, expected);
      }
    }

    @Override
    byte[] decompressSlowly(byte[] in, int from, int length, int expected) throws IOException {
      return GrowingBytes.read(gunzip(in, from, length), expected);
    }

    private InputStream gunzip(byte[] in, int from, int length) throws IOException {
      return new GZIPInputStream(
          new ByteArrayInputStream(in, from, length), Math.max(1, Math.min(length, GZIP_BUFFER)));
    }
  },

  /** In Hadoop's frames, or bare, as some writers have it by the same name. */
  LZ4 {
    @Override
    long mostFor(int compressed) {
      return compressed * 256L;
    }

    @Override
    void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
        throws IOException {
      if (!Lz4Block.decodeFrames(in, from, length, out, at, expected)) {
        Lz4Block.decode(in, from, length, out, at, expected);
      }
    }
  },

  LZ4_RAW {
    @Override
    long mostFor(int compressed) {
      return compressed * 256L;
    }

    @Override
    void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
        throws IOException {
      Lz4Block.decode(in, from, length, out, at, expected);
    }
  };

  /** Pages are of 1 MB or so; what a single text may have, a page must have room for. */
  private static final int MOST_BYTES = 512 << 20;

  /** What the native library is handed at a time, in bytes. */
  private static final int GZIP_BUFFER = 64 << 10;

  /** So much is allocated by what a page says of itself. */
  private static final int UNQUESTIONED = 1 << 20;

  /** A ratio that only values all alike reach. */
  private static final int PLAUSIBLE_RATIO = 256;

  /** How much can come out at most of so many bytes. */
  long mostFor(int compressed) {
    return Long.MAX_VALUE;
  }

  abstract void decompress(byte[] in, int from, int length, byte[] out, int at, int expected)
      throws IOException;

  /** Allocates as it goes. */
  byte[] decompressSlowly(byte[] in, int from, int length, int expected) throws IOException {
    byte[] out = new byte[expected];
    decompress(in, from, length, out, 0, expected);
    return out;
  }

  /**
   * Decompresses.
   *
   * @param expected how many bytes it says that come out
   * @param scratch is used if it is large enough
   * @param kept bytes that stand before them
   * @return an array with the bytes from {@code kept} on
   */
  byte[] decompress(
      byte[] in, int from, int length, int expected, byte @Nullable [] scratch, int kept)
      throws IOException {
    if (expected < 0 || expected > MOST_BYTES || expected > mostFor(length)) {
      throw new MalformedFileException(
          "a page of " + length + " bytes says that it has " + expected + " when decompressed");
    }
    try {
      if (expected > UNQUESTIONED && expected / PLAUSIBLE_RATIO > length) {
        byte[] slowly = decompressSlowly(in, from, length, expected);
        byte[] out = new byte[kept + expected];
        System.arraycopy(slowly, 0, out, kept, expected);
        return out;
      }
      byte[] out =
          scratch != null && scratch.length >= kept + expected
              ? scratch
              : new byte[kept + expected + Long.BYTES];
      if (expected > 0) {
        decompress(in, from, length, out, kept, expected);
      }
      return out;
    } catch (MalformedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new MalformedFileException("a page cannot be decompressed: " + e.getMessage(), e);
    }
  }

  /**
   * The codec of a column.
   *
   * @throws UnknownFormException naming a codec that is not read
   */
  static Codec of(@Nullable CompressionCodec codec) throws MalformedFileException {
    if (codec == null) {
      throw new MalformedFileException("it is compressed by a codec that nobody knows");
    }
    return switch (codec) {
      case UNCOMPRESSED -> NONE;
      case SNAPPY -> SNAPPY;
      case ZSTD -> ZSTD;
      case GZIP -> GZIP;
      case LZ4 -> LZ4;
      case LZ4_RAW -> LZ4_RAW;
      case BROTLI, LZO ->
          throw new MalformedFileException(
              "it is compressed by " + codec + ", which is not supported");
    };
  }

  private static void checkLength(int actual, int expected) throws MalformedFileException {
    if (actual != expected) {
      throw new MalformedFileException(
          "a page has " + actual + " bytes when decompressed, not " + expected + " as it says");
    }
  }
}
