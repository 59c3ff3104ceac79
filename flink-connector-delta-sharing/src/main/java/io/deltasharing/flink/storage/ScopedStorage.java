/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.credentials.StorageLocation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All locations of one table: each object is read by the storage of the location it lies in, with
 * that location's credential, and nothing outside of them is read at all. A location's storage is
 * opened when it is first needed.
 */
public final class ScopedStorage implements TableStorage {
  private final CredentialScope scope;
  private final S3Options options;
  private final Map<StorageLocation, TableStorage> opened = new HashMap<>();
  private boolean closed;

  public ScopedStorage(CredentialScope scope, S3Options options) {
    this.scope = scope;
    this.options = options;
  }

  @Override
  public Optional<WholeObject> readIfPresent(StorageLocation object) throws IOException {
    return storageOf(object).readIfPresent(object);
  }

  @Override
  public byte[] read(StorageLocation object) throws IOException {
    return storageOf(object).read(object);
  }

  @Override
  public List<StoredObject> listFrom(StorageLocation from, int most) throws IOException {
    return storageOf(from).listFrom(from, most);
  }

  @Override
  public ObjectInput open(StorageLocation object, long length) throws IOException {
    return storageOf(object).open(object, length);
  }

  @Override
  public void requireScope(StorageLocation object) {
    scope.holderOf(object);
  }

  @Override
  public synchronized boolean hidesMissingObjects() {
    return opened.values().stream().anyMatch(TableStorage::hidesMissingObjects);
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.values().forEach(TableStorage::close);
    opened.clear();
  }

  private synchronized TableStorage storageOf(StorageLocation object) throws IOException {
    if (closed) {
      throw new IOException("the storage of the table is closed; not reading " + object);
    }
    CredentialHolder holder = scope.holderOf(object);
    TableStorage storage = opened.get(holder.location());
    if (storage == null) {
      storage = openStorage(holder);
      opened.put(holder.location(), storage);
    }
    return storage;
  }

  private TableStorage openStorage(CredentialHolder holder) throws IOException {
    StorageLocation location = holder.location();
    if (!location.scheme().equals("s3")) {
      throw new UnsupportedStorageException(
          "'" + location + "' is not on S3, and other stores are not read yet.");
    }
    return S3Storage.open(holder, options);
  }
}
