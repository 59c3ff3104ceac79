/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A local directory, served at a location. */
record StoredDirectory(StorageLocation location, Path directory) {

  /** The object with this key, which lies in this directory. */
  Optional<StoredObject> object(String key) throws IOException {
    Optional<Path> file = resolve(key.substring(location.keyPrefix().length()));
    return file.isEmpty() ? Optional.empty() : StoredObject.read(key, file.get());
  }

  /** The directory whose objects' keys begin with this key, which ends in a slash. */
  Optional<Path> resolveDirectory(String directoryKey) {
    String root = location.keyPrefix();
    return directoryKey.equals(root)
        ? Optional.of(directory)
        : resolve(directoryKey.substring(root.length(), directoryKey.length() - 1));
  }

  /**
   * Empty where a path leads outside, is malformed, or names what Hadoop's local file system hides.
   */
  private Optional<Path> resolve(String relative) {
    Path path = directory;
    for (String segment : Splitter.on('/').split(relative)) {
      if (segment.isEmpty() || isHidden(segment) || segment.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      path = path.resolve(segment);
    }
    return Optional.of(path);
  }

  /** Hadoop's temporary files and checksums, and also "." and "..". */
  static boolean isHidden(String name) {
    return name.startsWith(".");
  }
}
