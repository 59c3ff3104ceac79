/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.StorageLocation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the objects of one shared table, wherever its locations are. Thread-safe. A refused
 * credential is replaced and the operation repeated without the caller noticing more than a pause;
 * so every method may block until there are newer credentials, and honours interrupts by an {@link
 * java.io.InterruptedIOException}.
 */
public interface TableStorage extends AutoCloseable {

  /**
   * A small object, whole, in one request: a commit, a {@code _last_checkpoint}.
   *
   * @return empty if there is no such object, also where the store hides that behind a 403
   */
  Optional<WholeObject> readIfPresent(StorageLocation object) throws IOException;

  /**
   * A small object that is known to be there, whole, in one request.
   *
   * @throws java.io.FileNotFoundException if it is not
   */
  byte[] read(StorageLocation object) throws IOException;

  /**
   * The objects of a directory whose names are not less than the given one's, in the order of their
   * names.
   *
   * @param from need not exist; its parent is the directory
   */
  default List<StoredObject> listFrom(StorageLocation from) throws IOException {
    return listFrom(from, Integer.MAX_VALUE);
  }

  /**
   * The first of the objects of {@link #listFrom(StorageLocation)}: no more is asked of the store
   * than it takes to find them.
   *
   * @param most so many at most
   */
  List<StoredObject> listFrom(StorageLocation from, int most) throws IOException;

  /**
   * Opens an object for reading of ranges, without asking the store for its length.
   *
   * @param length in bytes, as the log has it
   */
  ObjectInput open(StorageLocation object, long length) throws IOException;

  /**
   * Checks, without a request, that an object lies where the table was shared.
   *
   * @throws io.deltasharing.flink.credentials.OutOfScopeException if it does not
   */
  void requireScope(StorageLocation object);

  /**
   * Whether a 403 can mean "missing" here, so that asking for an object that may be absent costs a
   * listing as well.
   */
  boolean hidesMissingObjects();

  /** Releases file systems, connections and threads. Reads in other threads fail. */
  @Override
  void close();
}
