/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that arguments name because their secrets have no place on a command line. */
final class SettingFiles {

  private SettingFiles() {}

  static BearerToken bearerToken(String option, Path file) throws UsageException {
    try {
      String token = Files.readString(file).trim();
      if (!token.isEmpty()) {
        return new BearerToken(token);
      }
    } catch (IOException e) {
      throw unreadable(option, file, e);
    }
    throw new UsageException(option + ": " + file + " is empty");
  }

  static ExternalStore externalStore(String option, Path file) throws UsageException {
    try {
      return ExternalStore.read(file);
    } catch (IOException e) {
      throw unreadable(option, file, e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  private static UsageException unreadable(String option, Path file, IOException e) {
    return new UsageException(
        e instanceof NoSuchFileException
            ? option + ": there is no file " + file
            : option + ": " + file + " cannot be read: " + e.getMessage());
  }
}
