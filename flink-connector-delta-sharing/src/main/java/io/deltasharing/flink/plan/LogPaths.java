/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.OutOfScopeException;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.TableStorage;

/**
 * Checks what a table's log names. A log is written by somebody else: it must not lead us to
 * another bucket, to the local disk or up out of the table's directory.
 */
final class LogPaths {
  private static final int MOST_VECTOR_BYTES = 64 << 20;
  private static final long MOST_DELETED_ROWS = 100_000_000;

  private final TableStorage storage;
  private final StorageLocation root;
  private final String table;

  LogPaths(TableStorage storage, StorageLocation root, String table) {
    this.storage = storage;
    this.root = root;
    this.table = table;
  }

  /**
   * Passes a file on if it may be read.
   *
   * @throws PlanningException if it lies elsewhere or makes no sense
   */
  DataFile checked(DataFile file) {
    if (file.size() < 0) {
      throw new PlanningException(
          "The log of "
              + table
              + " says that '"
              + file.path()
              + "' has "
              + file.size()
              + " bytes.");
    }
    file.deletionVectorIfAny().ifPresent(it -> checkVector(file, it));
    try {
      storage.requireScope(root.resolve(file.path()));
    } catch (IllegalArgumentException | OutOfScopeException e) {
      throw new PlanningException(
          "The log of " + table + " names a file that is not read: " + e.getMessage(), e);
    }
    return file;
  }

  /** What a vector claims is allocated before it is read. */
  private void checkVector(DataFile file, DeletionVector vector) {
    if (vector.sizeInBytes() <= 0
        || vector.sizeInBytes() > MOST_VECTOR_BYTES
        || vector.cardinality() < 0
        || vector.cardinality() > MOST_DELETED_ROWS) {
      throw new PlanningException(
          "The log of "
              + table
              + " gives '"
              + file.path()
              + "' a deletion vector of "
              + vector.sizeInBytes()
              + " bytes for "
              + vector.cardinality()
              + " rows, which is not read. Tell the table's provider.");
    }
  }

  /** A location as a path within a table, or as it is if it lies elsewhere. */
  static String within(StorageLocation root, StorageLocation location) {
    String whole = location.toString();
    return root.contains(location) && !root.equals(location)
        ? whole.substring(root.toString().length() + 1)
        : whole;
  }

  /** A path that Kernel got from the log, as a location. */
  static StorageLocation location(String path) {
    try {
      return StorageLocation.parse(path);
    } catch (IllegalArgumentException e) {
      throw new PlanningException("The log names a file that is not read: " + e.getMessage(), e);
    }
  }
}
