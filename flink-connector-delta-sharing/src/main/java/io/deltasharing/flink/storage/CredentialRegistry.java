/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.CredentialHolder;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential provider that S3A made by its class name finds its holder. An entry lives
 * exactly as long as the file system it was made for, and its id says nothing.
 */
final class CredentialRegistry {
  private static final Map<String, CredentialHolder> HOLDERS = new ConcurrentHashMap<>();

  private CredentialRegistry() {}

  static String register(CredentialHolder holder) {
    String id = UUID.randomUUID().toString();
    HOLDERS.put(id, holder);
    return id;
  }

  static @Nullable CredentialHolder find(@Nullable String id) {
    return id == null ? null : HOLDERS.get(id);
  }

  static void release(String id) {
    HOLDERS.remove(id);
  }

  /** How many file systems are open. */
  static int size() {
    return HOLDERS.size();
  }
}
