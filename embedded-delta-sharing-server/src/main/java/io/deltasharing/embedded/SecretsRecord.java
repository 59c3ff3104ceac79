/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that every secret is appended to before it is given out, for whoever looks for them where
 * they do not belong. It outlives the server that is killed. Thread-safe.
 */
final class SecretsRecord {

  private final Path file;

  private SecretsRecord(Path file) {
    this.file = file;
  }

  /** Goes on with the file, or creates it for its owner's eyes only. */
  static SecretsRecord open(Path file) throws IOException {
    if (!Files.exists(file)) {
      PrivateFile.create(file);
    }
    return new SecretsRecord(file);
  }

  synchronized void add(Grant grant) throws IOException {
    Files.write(file, grant.secrets().toList(), StandardOpenOption.APPEND);
  }
}
