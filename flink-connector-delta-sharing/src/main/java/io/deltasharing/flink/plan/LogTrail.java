/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.StorageLocation;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Kernel has read of a log: when it fails, it does not say in which file, nor whether storage
 * failed or what was read made no sense. One thread at a time.
 */
final class LogTrail {
  private static final long NONE = -1;

  private @Nullable StorageLocation last;
  private @Nullable Exception storageFailure;
  private long newest = NONE;
  private long gap = NONE;

  /** Something read from storage. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Notes which file is read from now on. */
  void opened(StorageLocation file) {
    last = file;
  }

  /** Reads, and notes if storage fails. */
  <T> T reading(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (FileNotFoundException | EOFException e) {
      // Nor will it be there, or be longer, next time.
      throw e;
    } catch (IOException | RuntimeException e) {
      storageFailure = e;
      throw e;
    }
  }

  /** Notes that a listing begins. */
  void beginListing() {
    newest = NONE;
    gap = NONE;
  }

  /** Notes a file of a listing. */
  void listed(StorageLocation file) {
    OptionalLong version = LogFiles.versionOfCommit(file);
    if (version.isPresent()) {
      if (newest != NONE && version.getAsLong() > newest + 1 && gap == NONE) {
        gap = newest + 1;
      }
      newest = version.getAsLong();
    }
  }

  /** Whether it was storage that failed. */
  boolean isOfStorage(Throwable failure) {
    return failure == storageFailure;
  }

  /** The file that was read last. */
  Optional<StorageLocation> last() {
    return Optional.ofNullable(last);
  }

  /** The newest version that was listed. */
  OptionalLong newest() {
    return newest == NONE ? OptionalLong.empty() : OptionalLong.of(newest);
  }

  /** The first version whose commit is missing between others. */
  OptionalLong gap() {
    return gap == NONE ? OptionalLong.empty() : OptionalLong.of(gap);
  }
}
