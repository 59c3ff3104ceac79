/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes of immutable files that Kernel asks for more than once: commits when it loads and again
 * when it scans, footers of Parquet files twice in a row. Bounded; the eldest go first.
 * Thread-safe.
 */
final class ByteCache {
  private final Map<String, byte[]> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final long capacity;
  private long held;

  /**
   * @param capacity in bytes, over all entries
   */
  ByteCache(long capacity) {
    this.capacity = capacity;
  }

  /** Brings the bytes if they are not held. */
  @FunctionalInterface
  interface Loader {
    byte[] load() throws IOException;
  }

  byte[] get(String key, Loader loader) throws IOException {
    synchronized (this) {
      byte[] cached = entries.get(key);
      if (cached != null) {
        return cached;
      }
    }
    byte[] loaded = loader.load();
    put(key, loaded);
    return loaded;
  }

  private synchronized void put(String key, byte[] bytes) {
    if (bytes.length > capacity) {
      return;
    }
    byte[] before = entries.put(key, bytes);
    held += bytes.length - (before == null ? 0 : before.length);
    for (Iterator<byte[]> eldest = entries.values().iterator(); held > capacity; ) {
      held -= eldest.next().length;
      eldest.remove();
    }
  }
}
