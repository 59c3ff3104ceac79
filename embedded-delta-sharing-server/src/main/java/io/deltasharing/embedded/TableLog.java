/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.Table;
import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.internal.TableImpl;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table's log, read through Kernel. The latest snapshot is kept until a newer commit is there.
 * Thread-safe.
 */
final class TableLog {

  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  private final TableName name;
  private final Path directory;
  private final Engine engine = LocalEngine.create();
  private @Nullable Snapshot latest;

  TableLog(TableName name, Path directory) {
    this.name = name;
    this.directory = directory.toAbsolutePath();
  }

  /** By the commits' names alone: cheap enough for a poll. */
  long latestVersion() throws SharingError {
    long version = -1;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory.resolve("_delta_log"), "*.json")) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        if (COMMIT.matcher(fileName).matches()) {
          version = Math.max(version, Long.parseLong(fileName.substring(0, 20)));
        }
      }
    } catch (NoSuchFileException e) {
      throw noTable();
    } catch (IOException e) {
      throw SharingError.internal("The log of " + name + " cannot be listed: " + e.getMessage());
    }
    if (version < 0) {
      throw noTable();
    }
    return version;
  }

  Snapshot latest() throws SharingError {
    try {
      return newest();
    } catch (TableNotFoundException e) {
      throw noTable();
    } catch (KernelException | IllegalArgumentException e) {
      throw SharingError.invalidParameter(String.valueOf(e.getMessage()));
    }
  }

  /** Also of a table that Kernel does not read, as long as its log is whole. */
  LoggedDefinition latestDefinition() throws SharingError {
    try {
      return definition(newest());
    } catch (UnsupportedTableFeatureException | IllegalArgumentException e) {
      // The latter is what Kernel says of tables that are managed by a catalog.
      return definitionByCommits();
    } catch (TableNotFoundException e) {
      throw noTable();
    } catch (KernelException e) {
      throw SharingError.invalidParameter(String.valueOf(e.getMessage()));
    }
  }

  LoggedDefinition definition(Snapshot snapshot) throws SharingError {
    try {
      return LoggedDefinition.of(snapshot);
    } catch (JsonProcessingException e) {
      throw SharingError.internal("The log of " + name + " is not valid JSON");
    }
  }

  private LoggedDefinition definitionByCommits() throws SharingError {
    try {
      return LoggedDefinition.ofCommits(directory, latestVersion());
    } catch (IOException e) {
      throw SharingError.internal("The log of " + name + " cannot be read: " + e.getMessage());
    }
  }

  private synchronized Snapshot newest() throws SharingError {
    Snapshot known = latest;
    if (known == null || known.getVersion() != latestVersion()) {
      known = TableManager.loadSnapshot(directory.toString()).build(engine);
      latest = known;
    }
    return known;
  }

  Snapshot atVersion(long version) throws SharingError {
    return load(TableManager.loadSnapshot(directory.toString()).atVersion(version));
  }

  Snapshot atTimestamp(Instant timestamp) throws SharingError {
    return load(
        TableManager.loadSnapshot(directory.toString())
            .atTimestamp(timestamp.toEpochMilli(), latest()));
  }

  /** The earliest version at or after the moment. */
  long versionAtOrAfter(Instant timestamp) throws SharingError {
    try {
      TableImpl table = (TableImpl) Table.forPath(engine, directory.toString());
      return table.getVersionAtOrAfterTimestamp(engine, timestamp.toEpochMilli());
    } catch (TableNotFoundException e) {
      throw noTable();
    } catch (KernelException e) {
      throw SharingError.invalidParameter(String.valueOf(e.getMessage()));
    }
  }

  private Snapshot load(SnapshotBuilder builder) throws SharingError {
    try {
      return builder.build(engine);
    } catch (TableNotFoundException e) {
      throw noTable();
    } catch (KernelException | IllegalArgumentException e) {
      throw SharingError.invalidParameter(String.valueOf(e.getMessage()));
    }
  }

  private SharingError noTable() {
    return SharingError.notFound("The directory shared as " + name + " holds no Delta table");
  }
}
