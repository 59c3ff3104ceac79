/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file that the store serves, as it was at one moment.
 *
 * @param eTag made of size and modification time, so that nothing need be stored beside the file
 */
record StoredObject(String key, Path file, long size, Instant modified, String eTag) {

  static Optional<StoredObject> read(String key, Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() ? Optional.of(of(key, file, attributes)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // A path through a file ("a.json/b") fails with "Not a directory".
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static StoredObject of(String key, Path file, BasicFileAttributes attributes) {
    long size = attributes.size();
    String eTag =
        String.format(
            "\"%016x%016x\"", attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), size);
    return new StoredObject(key, file, size, attributes.lastModifiedTime().toInstant(), eTag);
  }
}
