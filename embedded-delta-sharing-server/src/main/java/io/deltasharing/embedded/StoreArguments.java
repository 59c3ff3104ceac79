/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of the store's program. */
record StoreArguments(
    Path root,
    String bucket,
    int port,
    ExternalStore settings,
    boolean expiredAs403,
    boolean missingKeyIsForbidden) {

  static final String USAGE =
      "usage: --root DIR --bucket NAME --credentials FILE [--port PORT] [--expired-as-403]"
          + " [--missing-key-is-forbidden true|false]";

  static StoreArguments parse(String... arguments) throws UsageException {
    @Nullable Path root = null;
    @Nullable String bucket = null;
    @Nullable Path credentials = null;
    int port = 0;
    boolean expiredAs403 = false;
    boolean missingKeyIsForbidden = true;
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--root" -> root = Arguments.path(option, rest);
        case "--bucket" -> bucket = Arguments.value(option, rest);
        case "--credentials" -> credentials = Arguments.path(option, rest);
        case "--port" -> port = Arguments.port(option, rest);
        case "--expired-as-403" -> expiredAs403 = true;
        case "--missing-key-is-forbidden" -> missingKeyIsForbidden = Arguments.flag(option, rest);
        default -> throw new UsageException("Unknown option '" + option + "'");
      }
    }
    if (root == null || bucket == null || credentials == null) {
      throw new UsageException("--root, --bucket and --credentials are needed");
    }
    if (!Files.isDirectory(root)) {
      throw new UsageException("--root: there is no directory " + root);
    }
    return new StoreArguments(
        root, bucket, port, settings(bucket, credentials), expiredAs403, missingKeyIsForbidden);
  }

  private static ExternalStore settings(String bucket, Path file) throws UsageException {
    ExternalStore settings = SettingFiles.externalStore("--credentials", file);
    if (!settings.bucket().equals(bucket)) {
      throw new UsageException(
          "--credentials: " + file + " is for the bucket " + settings.bucket() + ", not " + bucket);
    }
    return settings;
  }
}
