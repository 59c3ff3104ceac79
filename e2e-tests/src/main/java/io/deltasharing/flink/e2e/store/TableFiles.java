/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a local Delta table, in the order in which others may get to see them. */
record TableFiles(Path directory) {

  private static final String LOG = "_delta_log";
  private static final int VERSION_DIGITS = 20;

  // Of one version, the commit comes before a checkpoint and a checksum of it.
  private static final Comparator<Path> BY_VERSION =
      Comparator.comparing(TableFiles::version)
          .thenComparing(file -> !name(file).endsWith(".json"))
          .thenComparing(TableFiles::name);

  /**
   * Data files, then the log's entries from old to new, {@code _last_checkpoint} at the end.
   *
   * <p>The log is looked at first: a commit written meanwhile is left for the next time, and all
   * that an earlier one names is there.
   */
  List<Path> inOrder() throws IOException {
    List<Path> log = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory.resolve(LOG))) {
      entries.filter(TableFiles::isPublic).filter(Files::isRegularFile).forEach(log::add);
    } catch (NoSuchFileException e) {
      throw new IOException(directory + " holds no Delta table (no " + LOG + ")", e);
    }
    log.sort(BY_VERSION);
    List<Path> files = new ArrayList<>(dataFiles());
    files.addAll(log);
    return files;
  }

  /** The key of a file, whatever the separator is here. */
  String key(Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  /** What lies below the log's directory, as sidecars of checkpoints do, is data as well. */
  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !directory.resolve(LOG).equals(file.getParent()))
          .filter(TableFiles::isPublic)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Hadoop hides its temporary files and checksums behind a dot. */
  private static boolean isPublic(Path file) {
    return !name(file).startsWith(".");
  }

  /** What has no version, as {@code _last_checkpoint}, comes after all that has. */
  private static String version(Path file) {
    String name = name(file);
    boolean versioned =
        name.length() > VERSION_DIGITS
            && name.substring(0, VERSION_DIGITS).chars().allMatch(Character::isDigit);
    return versioned ? name.substring(0, VERSION_DIGITS) : "~";
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
