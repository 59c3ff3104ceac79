/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner may read, not even while they are being written. */
final class PrivateFile {

  private PrivateFile() {}

  /** An empty file, readable by its owner only where the file system knows POSIX permissions. */
  static void create(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    boolean posix =
        parent != null && Files.getFileAttributeView(parent, PosixFileAttributeView.class) != null;
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }
}
