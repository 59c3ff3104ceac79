/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Reads several small objects at once, and hands them out in order. One thread at a time. */
final class ReadAhead {
  private static final int MOST_OBJECTS = 16;
  private static final long MOST_BYTES = 16L << 20;

  private final TableStorage storage;
  private final Executor executor;

  ReadAhead(TableStorage storage, Executor executor) {
    this.storage = storage;
    this.executor = executor;
  }

  /** The first objects that may be in memory at the same time; one at least. */
  List<StoredObject> firstOf(Collection<StoredObject> objects, int most) {
    List<StoredObject> first = new ArrayList<>();
    long bytes = 0;
    for (StoredObject object : objects) {
      bytes += object.length();
      if (!first.isEmpty()
          && (first.size() >= Math.min(most, MOST_OBJECTS) || bytes > MOST_BYTES)) {
        break;
      }
      first.add(object);
    }
    return first;
  }

  /**
   * The objects' content, in the same order.
   *
   * @throws IOException the first failure in that order
   */
  List<byte[]> read(List<StoredObject> objects) throws IOException {
    if (objects.size() == 1) {
      return List.of(storage.read(objects.get(0).location()));
    }
    List<CompletableFuture<byte[]>> reads =
        objects.stream()
            .map(it -> CompletableFuture.supplyAsync(() -> readUnchecked(it), executor))
            .toList();
    List<byte[]> contents = new ArrayList<>();
    try {
      for (CompletableFuture<byte[]> read : reads) {
        contents.add(read.get());
      }
      return contents;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading commits");
    }
  }

  private byte[] readUnchecked(StoredObject object) {
    try {
      return storage.read(object.location());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IOException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof UncheckedIOException io && io.getCause() != null) {
      return io.getCause();
    }
    if (e.getCause() instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return new IOException(e.getCause());
  }
}
