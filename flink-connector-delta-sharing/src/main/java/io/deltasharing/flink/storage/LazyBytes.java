/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A range that is read when it is first waited for. */
final class LazyBytes implements PendingBytes {
  private final ObjectInput input;
  private final ByteRange range;
  private byte @Nullable [] bytes;

  LazyBytes(ObjectInput input, ByteRange range) {
    this.input = input;
    this.range = range;
  }

  @Override
  public byte[] await() throws IOException {
    if (bytes == null) {
      byte[] read = new byte[range.length()];
      long before = input.position();
      input.seek(range.from());
      input.readFully(read, 0, read.length);
      input.seek(before);
      bytes = read;
    }
    return bytes;
  }
}
