/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.Optional;

/** Tells which local directory a store serves. Thread-safe. */
@FunctionalInterface
interface DirectoryLookup {

  /** The directory a key, or a listing's prefix, lies in. */
  Optional<StoredDirectory> find(String bucket, String key);
}
