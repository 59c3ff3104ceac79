/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream of whose length there is only a claim. */
final class GrowingBytes {
  private static final int FIRST = 1 << 20;

  private GrowingBytes() {}

  /**
   * All bytes of a stream, which is closed.
   *
   * @throws MalformedFileException if it does not have {@code claimed} bytes
   */
  static byte[] read(InputStream stream, int claimed) throws IOException {
    try (stream) {
      byte[] bytes = new byte[Math.min(claimed, FIRST)];
      int held = 0;
      while (true) {
        held += stream.readNBytes(bytes, held, bytes.length - held);
        if (held == claimed) {
          checkEnd(stream, claimed);
          return bytes;
        }
        if (held < bytes.length) {
          throw new MalformedFileException(
              "a page has " + held + " bytes when decompressed, not " + claimed + " as it says");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(claimed, bytes.length * 2L));
      }
    }
  }

  /**
   * Checks that nothing is left. It is at their end that streams hold what came out against the sum
   * that they carry.
   */
  static void checkEnd(InputStream stream, int claimed) throws IOException {
    if (stream.read() >= 0) {
      throw new MalformedFileException(
          "a page has more bytes when decompressed than " + claimed + ", as it says");
    }
  }
}
