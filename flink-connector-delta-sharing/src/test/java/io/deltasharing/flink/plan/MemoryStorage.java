/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.OutOfScopeException;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.storage.WholeObject;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects in memory. Notes every request in the words a store would count it by. */
public final class MemoryStorage implements TableStorage {
  public static final StorageLocation ROOT = StorageLocation.parse("s3://lake/trades");

  /** When all objects were written, in milliseconds since the epoch. */
  public static final long MODIFIED_AT = 1_767_225_600_000L;

  public final List<String> requests = new CopyOnWriteArrayList<>();
  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final Map<String, IOException> failures = new HashMap<>();
  private @Nullable IOException listingFailure;
  private boolean hidesMissing;

  public void put(String path, byte[] bytes) {
    objects.put(ROOT.child(path).toString(), bytes);
  }

  public void put(String path, String text) {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public void remove(String path) {
    objects.remove(ROOT.child(path).toString());
  }

  /** Removes all objects whose paths begin so. */
  public void removeAll(String prefix) {
    objects.keySet().removeIf(it -> it.startsWith(ROOT + "/" + prefix));
  }

  /** Puts all files of a directory below the root, with their bytes of this moment. */
  public void putAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  /** Reads of this object fail from now on. */
  public void fail(String path, IOException failure) {
    failures.put(ROOT.child(path).toString(), failure);
  }

  /** Nothing fails any more. */
  public void recover() {
    failures.clear();
    listingFailure = null;
  }

  /** Listings fail from now on. */
  public void failListings(IOException failure) {
    listingFailure = failure;
  }

  public void hideMissingObjects() {
    hidesMissing = true;
  }

  @Override
  public Optional<WholeObject> readIfPresent(StorageLocation object) throws IOException {
    note("GET", object);
    return Optional.ofNullable(objects.get(object.toString()))
        .map(it -> new WholeObject(it, MODIFIED_AT));
  }

  @Override
  public byte[] read(StorageLocation object) throws IOException {
    note("GET", object);
    byte[] bytes = objects.get(object.toString());
    if (bytes == null) {
      throw new FileNotFoundException(object.toString());
    }
    return bytes;
  }

  @Override
  public List<StoredObject> listFrom(StorageLocation from, int most) throws IOException {
    note("LIST", from);
    if (listingFailure != null) {
      throw listingFailure;
    }
    StorageLocation directory = from.parent().orElseThrow();
    return objects.tailMap(from.toString()).entrySet().stream()
        .map(
            it ->
                new StoredObject(
                    StorageLocation.parse(it.getKey()), it.getValue().length, MODIFIED_AT))
        .filter(it -> it.location().parent().orElseThrow().equals(directory))
        .limit(most)
        .toList();
  }

  @Override
  public ObjectInput open(StorageLocation object, long length) {
    return new Input(object, length);
  }

  @Override
  public void requireScope(StorageLocation object) {
    if (!ROOT.contains(object)) {
      throw new OutOfScopeException("'" + object + "' does not lie below " + ROOT);
    }
  }

  @Override
  public boolean hidesMissingObjects() {
    return hidesMissing;
  }

  @Override
  public void close() {}

  private void note(String what, StorageLocation object) throws IOException {
    requests.add(what + " " + object.name());
    IOException failure = failures.get(object.toString());
    if (failure != null) {
      throw failure;
    }
  }

  private final class Input implements ObjectInput {
    private final StorageLocation object;
    private final long length;
    private long position;

    Input(StorageLocation object, long length) {
      this.object = object;
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void seek(long target) throws EOFException {
      if (target < 0 || target > length) {
        throw new EOFException("offset " + target + " lies outside");
      }
      position = target;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int most = (int) Math.min(count, length - position);
      if (most == 0) {
        return -1;
      }
      readFully(buffer, offset, most);
      return most;
    }

    @Override
    public void readFully(byte[] buffer, int offset, int count) throws IOException {
      if (count > length - position) {
        throw new EOFException("fewer than " + count + " bytes are left");
      }
      note("GET " + position + "+" + count, object);
      byte[] bytes = objects.get(object.toString());
      if (bytes == null) {
        throw new FileNotFoundException(object.toString());
      }
      System.arraycopy(bytes, (int) position, buffer, offset, count);
      position += count;
    }

    @Override
    public void close() {}
  }
}
