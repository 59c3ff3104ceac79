/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import io.delta.kernel.internal.deletionvectors.Base85Codec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.CRC32;
import org.roaringbitmap.RoaringBitmap;

/** Deletes rows here and there by a vector in a file of its own. */
final class DeletionVectors {
  private static final int MAGIC = 1681511377;
  private static final int FILE_VERSION = 1;
  private static final int DELETED_OF = 10;

  private DeletionVectors() {}

  /**
   * Deletes one row in ten.
   *
   * @param seed also names the vector's file
   * @return the vector's descriptor for the log
   */
  static String write(Path table, long rows, long seed) throws IOException {
    RoaringBitmap deleted = new RoaringBitmap();
    SplittableRandom random = new SplittableRandom(seed);
    for (long row = 0; row < rows; row++) {
      if (random.nextInt(DELETED_OF) == 0) {
        deleted.add((int) row);
      }
    }
    byte[] vector = serialized(deleted);
    UUID id = new UUID(0, seed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    CRC32 checksum = new CRC32();
    checksum.update(vector);
    out.writeByte(FILE_VERSION);
    out.writeInt(vector.length);
    out.write(vector);
    out.writeInt((int) checksum.getValue());
    Files.write(table.resolve("deletion_vector_" + id + ".bin"), bytes.toByteArray());
    return "{\"storageType\":\"u\",\"pathOrInlineDv\":\""
        + Base85Codec.encodeUUID(id)
        + "\",\"offset\":1,\"sizeInBytes\":"
        + vector.length
        + ",\"cardinality\":"
        + deleted.getCardinality()
        + "}";
  }

  /** One bitmap, of the rows whose upper half is zero. */
  private static byte[] serialized(RoaringBitmap deleted) {
    ByteBuffer buffer =
        ByteBuffer.allocate(
                Integer.BYTES + Long.BYTES + Integer.BYTES + deleted.serializedSizeInBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(MAGIC).putLong(1).putInt(0);
    deleted.serialize(buffer);
    return buffer.array();
  }
}
