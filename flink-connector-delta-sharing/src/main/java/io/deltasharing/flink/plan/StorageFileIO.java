/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.storage.WholeObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/**
 * Kernel's view of a table's storage: read only, and with no request that the policies of real
 * providers refuse. A missing {@code _last_checkpoint} is a {@link FileNotFoundException} at once,
 * which Kernel takes for what it is.
 */
final class StorageFileIO implements FileIO {
  private static final long CACHED_BYTES = 32L << 20;

  private final TableStorage storage;
  private final ByteCache cache = new ByteCache(CACHED_BYTES);

  private final LogTrail trail;

  StorageFileIO(TableStorage storage, LogTrail trail) {
    this.storage = storage;
    this.trail = trail;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    StorageLocation from = LogPaths.location(path);
    trail.opened(from);
    Iterator<StoredObject> found = trail.reading(() -> storage.listFrom(from)).iterator();
    trail.beginListing();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public FileStatus next() {
        StoredObject object = found.next();
        trail.listed(object.location());
        return FileStatus.of(object.location().toString(), object.length(), object.modifiedAt());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    StorageLocation location = LogPaths.location(path);
    trail.opened(location);
    return trail.reading(() -> storage.listFrom(location, 1)).stream()
        .filter(object -> object.location().equals(location))
        .findFirst()
        .map(object -> FileStatus.of(path, object.length(), object.modifiedAt()))
        .orElseThrow(() -> new FileNotFoundException(path));
  }

  @Override
  public String resolvePath(String path) {
    return LogPaths.location(path).toString();
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    StorageLocation location = LogPaths.location(path);
    return LogFiles.isInLog(location) && LogFiles.isSmall(location)
        ? new BytesFile(path, () -> small(location))
        : new RangedFile(storage, cache, trail, location, path, size);
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  private byte[] small(StorageLocation location) throws IOException {
    trail.opened(location);
    byte[] bytes = trail.reading(() -> read(location));
    if (bytes.length == 0) {
      // Kernel takes it for a version that changes nothing, and what the version did is lost.
      throw new IOException("it is empty");
    }
    return bytes;
  }

  private byte[] read(StorageLocation location) throws IOException {
    return location.name().equals(LogFiles.LAST_CHECKPOINT)
        ? storage
            .readIfPresent(location)
            .map(WholeObject::bytes)
            .orElseThrow(() -> new FileNotFoundException(location.toString()))
        : cache.get(location.toString(), () -> bounded(location, storage.read(location)));
  }

  private static byte[] bounded(StorageLocation location, byte[] lines) {
    if (JsonBounds.exceededByALine(lines)) {
      throw new PlanningException(
          "'"
              + location
              + "' has a line of JSON that is nested too deeply or has too many parts; it is not"
              + " read. Tell the table's provider.");
    }
    return lines;
  }

  @Override
  public OutputFile newOutputFile(String path) {
    throw readOnly(path);
  }

  @Override
  public boolean mkdirs(String path) {
    throw readOnly(path);
  }

  @Override
  public boolean delete(String path) {
    throw readOnly(path);
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite) {
    throw readOnly(target);
  }

  private static UnsupportedOperationException readOnly(String path) {
    return new UnsupportedOperationException("a shared table is only read, not written: " + path);
  }
}
