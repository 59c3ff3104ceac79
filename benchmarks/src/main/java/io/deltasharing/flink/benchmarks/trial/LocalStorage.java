/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.storage.WholeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table's directory on the local disk as if it were in a store, so that our reader and those that
 * know files alone read the same from the same place.
 */
final class LocalStorage implements TableStorage {
  static final StorageLocation ROOT = StorageLocation.parse("s3://local/table");

  private final Path directory;

  LocalStorage(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<WholeObject> readIfPresent(StorageLocation object) throws IOException {
    Path path = path(object);
    return Files.exists(path)
        ? Optional.of(
            new WholeObject(Files.readAllBytes(path), Files.getLastModifiedTime(path).toMillis()))
        : Optional.empty();
  }

  @Override
  public byte[] read(StorageLocation object) throws IOException {
    return Files.readAllBytes(path(object));
  }

  @Override
  public List<StoredObject> listFrom(StorageLocation from, int most) throws IOException {
    StorageLocation parent = from.parent().orElseThrow();
    List<StoredObject> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(path(parent))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.compareTo(from.name()) >= 0 && found.size() < most) {
          long modified = Files.getLastModifiedTime(file).toMillis();
          found.add(new StoredObject(parent.child(name), Files.size(file), modified));
        }
      }
    }
    return found;
  }

  @Override
  public ObjectInput open(StorageLocation object, long length) throws IOException {
    return new LocalInput(path(object), length);
  }

  @Override
  public void requireScope(StorageLocation object) {
    path(object);
  }

  @Override
  public boolean hidesMissingObjects() {
    return false;
  }

  @Override
  public void close() {}

  private Path path(StorageLocation object) {
    if (!ROOT.contains(object)) {
      throw new IllegalArgumentException("'" + object + "' is not below " + ROOT);
    }
    String relative = object.path().substring(ROOT.path().length());
    return relative.isEmpty() ? directory : directory.resolve(relative.substring(1));
  }
}
