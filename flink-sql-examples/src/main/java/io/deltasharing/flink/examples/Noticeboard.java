/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where another process finds what is shared here: the profile, and the SQL that declares the
 * tables. Both are gone once it is closed; a killed process leaves them behind for the next to
 * write over.
 */
final class Noticeboard implements AutoCloseable {

  private final Path directory;
  private final Path declarations;
  private final FileChannel lock;

  private Noticeboard(Path directory, Path declarations, FileChannel lock) {
    this.directory = directory;
    this.declarations = declarations;
    this.lock = lock;
  }

  /**
   * Takes the directory for this process.
   *
   * @param declarations the examples' tables.sql
   * @throws IllegalStateException if another process has it
   */
  static Noticeboard open(Path directory, Path declarations) {
    try {
      Files.createDirectories(directory);
      FileChannel lock =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lock) == null) {
        lock.close();
        throw new IllegalStateException(
            "Another quick start is serving from " + directory + "; end that one first");
      }
      return new Noticeboard(directory, declarations, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the directory " + directory, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The profile's file; only its owner can read it. */
  Path profile() {
    return directory.resolve("config.share");
  }

  /** What sql-client.sh takes as {@code -i}, and bin/example as {@code --tables}. */
  Path tables() {
    return tables(directory);
  }

  static Path tables(Path directory) {
    return directory.resolve("tables.sql");
  }

  /** The examples' own declarations, altered so that they lead to this server. */
  void pin(EmbeddedDeltaSharingServer server) {
    server.writeProfile(profile());
    try {
      Files.writeString(
          tables(),
          String.join(
              "\n",
              Files.readString(declarations),
              "-- bin/quickstart --serve added, for as long as it runs:",
              alter("trades", Statements.TRADES, server),
              alter("companies", Statements.COMPANIES, server)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + tables(), e);
    }
  }

  private String alter(String table, String shared, EmbeddedDeltaSharingServer server) {
    return String.join(
        "\n",
        "ALTER TABLE " + table + " SET (",
        "  'path' = " + Statements.literal(profile() + "#" + shared) + ",",
        "  's3.endpoint' = '" + server.storeEndpoint() + "',",
        "  's3.path-style-access' = 'true',",
        "  'scan.discovery.interval' = '1 s'",
        ");",
        "");
  }

  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(tables());
      Files.deleteIfExists(profile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy up " + directory, e);
    }
  }
}
