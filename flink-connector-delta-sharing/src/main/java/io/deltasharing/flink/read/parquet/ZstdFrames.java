/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;

/** Zstandard by the native library, which needs 150 KB for each context: one per thread. */
final class ZstdFrames {
  private static final ThreadLocal<ZstdDecompressCtx> CONTEXT =
      ThreadLocal.withInitial(ZstdDecompressCtx::new);

  private ZstdFrames() {}

  static int decompress(byte[] in, int from, int length, byte[] out, int at, int most) {
    return CONTEXT.get().decompressByteArray(out, at, most, in, from, length);
  }
}
