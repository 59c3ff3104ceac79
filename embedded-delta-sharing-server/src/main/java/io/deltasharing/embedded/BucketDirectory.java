/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A bucket that is a local directory: what is below it now is what the bucket holds.
 *
 * @param root the key {@code a/b} is the file {@code root/a/b}
 */
record BucketDirectory(String bucket, Path root) implements DirectoryLookup {

  /** By the key's first directory: a bucket's root is no location. */
  @Override
  public Optional<StoredDirectory> find(String otherBucket, String key) {
    int slash = key.indexOf('/');
    if (!bucket.equals(otherBucket) || slash < 1) {
      return Optional.empty();
    }
    String first = key.substring(0, slash);
    if (StoredDirectory.isHidden(first) || first.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredDirectory(new StorageLocation(bucket, first), root.resolve(first)));
  }
}
