/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.IOException;

/** A file read whole. */
final class BytesFile implements InputFile {
  private final String path;
  private final ByteCache.Loader bytes;

  BytesFile(String path, ByteCache.Loader bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  @Override
  public long length() throws IOException {
    return bytes.load().length;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new BytesStream(bytes.load());
  }
}
