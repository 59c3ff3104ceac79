/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is written under a hidden name, and then appears whole under its own. */
record StagedFile(Path staging, Path target) {

  static StagedFile create(Path target) throws IOException {
    String hidden = "." + target.getFileName() + '.' + UUID.randomUUID() + ".tmp";
    Path staging = target.toAbsolutePath().resolveSibling(hidden);
    Path directory = staging.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return new StagedFile(staging, target);
  }

  /**
   * Shows the file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one already and it shall stay
   */
  void publish(boolean overwrite) throws IOException {
    if (overwrite) {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      // Unlike a move, a link never replaces: of two writers of a version, one fails.
      Files.createLink(target, staging);
    } finally {
      Files.delete(staging);
    }
  }
}
