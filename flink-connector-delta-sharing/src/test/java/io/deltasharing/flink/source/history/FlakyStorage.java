/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.storage.WholeObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A store that fails now and then, in the midst of anything. */
final class FlakyStorage implements TableStorage {
  private static final int ONE_OF = 12;

  private final Random random;
  private final MemoryStorage storage;
  private boolean flaky;

  FlakyStorage(Random random, MemoryStorage storage) {
    this.random = random;
    this.storage = storage;
  }

  void setFlaky(boolean newFlaky) {
    flaky = newFlaky;
  }

  @Override
  public Optional<WholeObject> readIfPresent(StorageLocation object) throws IOException {
    request();
    return storage.readIfPresent(object);
  }

  @Override
  public byte[] read(StorageLocation object) throws IOException {
    request();
    return storage.read(object);
  }

  @Override
  public List<StoredObject> listFrom(StorageLocation from, int most) throws IOException {
    request();
    return storage.listFrom(from, most);
  }

  @Override
  public ObjectInput open(StorageLocation object, long length) {
    return storage.open(object, length);
  }

  @Override
  public void requireScope(StorageLocation object) {
    storage.requireScope(object);
  }

  @Override
  public boolean hidesMissingObjects() {
    return storage.hidesMissingObjects();
  }

  @Override
  public void close() {}

  private void request() throws IOException {
    storage.requests.clear();
    if (flaky && random.nextInt(ONE_OF) == 0) {
      throw new IOException("connection reset");
    }
  }
}
