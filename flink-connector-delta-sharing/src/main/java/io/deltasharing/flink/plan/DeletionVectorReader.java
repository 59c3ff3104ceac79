/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.TableStorage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads deletion vectors, each by one GET. Not by Kernel, which makes as many bitmaps as a vector
 * says that it has, and a number of eight bytes of each row that it deletes: a vector of a few
 * bytes could fill the memory.
 *
 * @param root where relative paths begin
 */
public record DeletionVectorReader(TableStorage storage, StorageLocation root) {
  private static final int MAGIC = 1681511377;

  /** The vector's length before it and its checksum after it. */
  private static final int AROUND = 2 * Integer.BYTES;

  /** Key, cookie and number of containers. */
  private static final int SMALLEST_BITMAP = 3 * Integer.BYTES;

  /**
   * The rows of a file that are deleted.
   *
   * @throws IOException if the vector cannot be read, or is not what the log says of it
   */
  public DeletedRows read(DataFile file) throws IOException {
    DeletionVector vector = file.deletionVector();
    if (vector == null) {
      return DeletedRows.NONE;
    }
    ByteBuffer bytes;
    try {
      bytes = bytes(file, vector);
    } catch (PlanningException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken(file, "is described in a way that makes no sense", e);
    }
    DeletedRows deleted = decoded(file, bytes);
    if (deleted.cardinality() != vector.cardinality()) {
      throw broken(
          file,
          "deletes " + deleted.cardinality() + " rows, where the log says " + vector.cardinality());
    }
    return deleted;
  }

  private ByteBuffer bytes(DataFile file, DeletionVector vector) throws IOException {
    if (vector.storageType().equals("i")) {
      return ByteBuffer.wrap(KernelAdapter.inlineBytes(vector));
    }
    StorageLocation location = LogPaths.location(KernelAdapter.path(vector, root));
    ByteBuffer stored = range(file, location, vector);
    if (stored.getInt() != vector.sizeInBytes()) {
      throw broken(file, "is not where the log says");
    }
    ByteBuffer bytes = stored.slice(stored.position(), vector.sizeInBytes());
    CRC32 checksum = new CRC32();
    checksum.update(bytes.duplicate());
    if (stored.getInt(Integer.BYTES + vector.sizeInBytes()) != (int) checksum.getValue()) {
      throw broken(file, "has a wrong checksum");
    }
    return bytes;
  }

  private ByteBuffer range(DataFile file, StorageLocation location, DeletionVector vector)
      throws IOException {
    Integer given = vector.offset();
    int offset = given == null ? 0 : given;
    byte[] bytes = new byte[vector.sizeInBytes() + AROUND];
    try (ObjectInput input = storage.open(location, (long) offset + bytes.length)) {
      input.seek(offset);
      input.readFully(bytes, 0, bytes.length);
    } catch (EOFException e) {
      throw broken(file, "is cut off", e);
    }
    return ByteBuffer.wrap(bytes);
  }

  private DeletedRows decoded(DataFile file, ByteBuffer bytes) throws IOException {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (bytes.getInt() != MAGIC) {
        throw broken(file, "is of an unknown format");
      }
      long count = bytes.getLong();
      if (count < 0 || count > bytes.remaining() / SMALLEST_BITMAP) {
        throw broken(file, "cannot hold the " + count + " bitmaps that it says it has");
      }
      Map<Integer, RoaringBitmap> bitmaps = new HashMap<>();
      for (long i = 0; i < count; i++) {
        bitmaps.put(bytes.getInt(), bitmap(bytes));
      }
      return new DeletedRows(bitmaps);
    } catch (RuntimeException e) {
      throw broken(file, "is garbled", e);
    }
  }

  private static RoaringBitmap bitmap(ByteBuffer bytes) throws IOException {
    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.deserialize(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    bytes.position(bytes.position() + bitmap.serializedSizeInBytes());
    return bitmap;
  }

  private IOException broken(DataFile file, String how) {
    return broken(file, how, null);
  }

  private IOException broken(DataFile file, String how, @Nullable Exception cause) {
    return new IOException(
        "'"
            + file.path()
            + "' cannot be read: its deletion vector "
            + how
            + ". It lies in "
            + place(file)
            + ". Tell the table's provider.",
        cause);
  }

  private String place(DataFile file) {
    DeletionVector vector = file.deletionVector();
    if (vector == null || vector.storageType().equals("i")) {
      return "the log";
    }
    try {
      return "'" + LogPaths.within(root, LogPaths.location(KernelAdapter.path(vector, root))) + "'";
    } catch (RuntimeException e) {
      return "no file";
    }
  }
}
