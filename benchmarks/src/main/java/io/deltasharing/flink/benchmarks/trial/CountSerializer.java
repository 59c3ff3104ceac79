/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How many splits were handed out. */
final class CountSerializer implements SimpleVersionedSerializer<Integer> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Integer count) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(count).array();
  }

  @Override
  public Integer deserialize(int version, byte[] serialized) {
    return ByteBuffer.wrap(serialized).getInt();
  }
}
