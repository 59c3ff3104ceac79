/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the shared tables' files are read from, and who makes credentials for them. Thread-safe.
 */
sealed interface TableStore extends AutoCloseable permits OwnStore, OutsideStore {

  /** The S3 API; buckets are part of the path. */
  URI endpoint();

  /** The region to sign for. */
  String region();

  /** Where a table of this name has its root. */
  StorageLocation root(TableName table);

  /**
   * Has the location serve what is in the local directory, if that is for this store to do.
   *
   * @throws IllegalArgumentException if it serves another directory already
   */
  void serve(StorageLocation location, Path directory);

  /**
   * Credentials that allow to read this location and nothing else.
   *
   * @throws SharingError if there are none to be had
   */
  Grant vend(StorageLocation location) throws SharingError;

  /** Key ids, secret keys and session tokens of all that was vended. */
  List<String> secrets();

  /**
   * Has the store refuse those vended so far.
   *
   * @throws UnsupportedOperationException if no such store can be told to
   */
  void revoke(Predicate<Grant> wanted);

  /**
   * Has the store refuse expired credentials as Ceph does, or as AWS does.
   *
   * @throws UnsupportedOperationException if no such store can be told to
   */
  void expiredAs403(boolean cephDialect);

  @Override
  void close();
}
