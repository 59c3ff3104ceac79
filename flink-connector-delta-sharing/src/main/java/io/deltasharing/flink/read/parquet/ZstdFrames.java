/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard by the native library, which needs 150 KB outside the heap for each context: one per
 * thread, until the thread lets go of it.
 */
final class ZstdFrames {
  private static final ThreadLocal<@Nullable ZstdDecompressCtx> CONTEXT = new ThreadLocal<>();

  private ZstdFrames() {}

  static int decompress(byte[] in, int from, int length, byte[] out, int at, int most) {
    ZstdDecompressCtx context = CONTEXT.get();
    if (context == null) {
      context = new ZstdDecompressCtx();
      CONTEXT.set(context);
    }
    return context.decompressByteArray(out, at, most, in, from, length);
  }

  /**
   * Frees what this thread has, which nobody else would: Flink ends the threads of readers that
   * have nothing to read, and begins others.
   */
  static void release() {
    ZstdDecompressCtx context = CONTEXT.get();
    if (context != null) {
      CONTEXT.remove();
      context.close();
    }
  }
}
