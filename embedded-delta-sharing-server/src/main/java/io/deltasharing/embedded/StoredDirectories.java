/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which local directory the store serves at which location. Thread-safe. */
final class StoredDirectories implements DirectoryLookup {

  private final Map<StorageLocation, Path> directories = new ConcurrentHashMap<>();

  void serve(StorageLocation location, Path directory) {
    Path served = directory.toAbsolutePath().normalize();
    Path before = directories.putIfAbsent(location, served);
    if (before != null && !before.equals(served)) {
      throw new IllegalArgumentException(
          location + " already serves " + before + ": give " + served + " another location");
    }
  }

  @Override
  public Optional<StoredDirectory> find(String bucket, String key) {
    return directories.entrySet().stream()
        .filter(e -> e.getKey().holds(bucket, key))
        .max(Comparator.comparingInt(e -> e.getKey().path().length()))
        .map(e -> new StoredDirectory(e.getKey(), e.getValue()));
  }
}
