/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.internal.deletionvectors.Base85Codec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;
import org.roaringbitmap.RoaringBitmap;

/** Writes deletion vectors as the Delta protocol lays them out, which Kernel only reads. */
final class DeletionVectors {
  private static final int PORTABLE_MAGIC = 1681511377;
  private static final int FILE_VERSION = 1;

  private DeletionVectors() {}

  /** A descriptor with the vector itself in it. */
  static String inline(long... rows) throws IOException {
    return inline(serialized(rows), rows.length);
  }

  /** A descriptor with anything in it. */
  static String inline(byte[] vector, long cardinality) {
    // Base85 goes by words of four bytes.
    byte[] padded = new byte[(vector.length + 3) / 4 * 4];
    System.arraycopy(vector, 0, padded, 0, vector.length);
    return descriptor("i", Base85Codec.encodeBytes(padded), "", vector.length, cardinality);
  }

  /** Writes a file with a foreign vector in it first, and returns the descriptor of the second. */
  static String onDisk(Path root, String prefix, long... rows) throws IOException {
    return onDisk(root, prefix, serialized(rows), rows.length);
  }

  /** Writes a file with anything for a second vector. */
  static String onDisk(Path root, String prefix, byte[] vector, long cardinality)
      throws IOException {
    UUID id = UUID.randomUUID();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(FILE_VERSION);
    write(serialized(0, 1, 2, 3), out);
    int offset = out.size();
    write(vector, out);
    Path directory = prefix.isEmpty() ? root : root.resolve(prefix);
    Files.createDirectories(directory);
    Files.write(directory.resolve("deletion_vector_" + id + ".bin"), bytes.toByteArray());
    return descriptor(
        "u",
        prefix + Base85Codec.encodeUUID(id),
        "\"offset\":" + offset + ",",
        vector.length,
        cardinality);
  }

  private static void write(byte[] vector, DataOutputStream out) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(vector);
    out.writeInt(vector.length);
    out.write(vector);
    out.writeInt((int) checksum.getValue());
  }

  /** A vector that deletes all rows up to one, in a few bytes a 65536 of them. */
  static byte[] allBefore(long end) {
    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.add(0L, end);
    bitmap.runOptimize();
    return vector(1, 0, bitmap);
  }

  /** A vector that says it has so many bitmaps, and has one, empty, with such a key. */
  static byte[] claiming(long bitmaps, int key) {
    return vector(bitmaps, key, new RoaringBitmap());
  }

  private static byte[] vector(long bitmaps, int key, RoaringBitmap bitmap) {
    ByteBuffer buffer =
        ByteBuffer.allocate(4 + 8 + 4 + bitmap.serializedSizeInBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(PORTABLE_MAGIC).putLong(bitmaps).putInt(key);
    bitmap.serialize(buffer);
    return buffer.array();
  }

  private static byte[] serialized(long... rows) {
    Map<Integer, RoaringBitmap> bitmaps = new TreeMap<>();
    for (long row : rows) {
      bitmaps.computeIfAbsent((int) (row >>> 32), it -> new RoaringBitmap()).add((int) row);
    }
    int size = bitmaps.values().stream().mapToInt(it -> 4 + it.serializedSizeInBytes()).sum();
    ByteBuffer buffer = ByteBuffer.allocate(4 + 8 + size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(PORTABLE_MAGIC).putLong(bitmaps.size());
    bitmaps.forEach(
        (key, bitmap) -> {
          buffer.putInt(key);
          bitmap.serialize(buffer);
        });
    return buffer.array();
  }

  private static String descriptor(
      String storageType, String pathOrInline, String offset, int size, long cardinality) {
    return "{\"storageType\":\""
        + storageType
        + "\",\"pathOrInlineDv\":\""
        + pathOrInline
        + "\","
        + offset
        + "\"sizeInBytes\":"
        + size
        + ",\"cardinality\":"
        + cardinality
        + "}";
  }
}
