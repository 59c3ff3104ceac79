/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.engine.FileReadRequest;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.TableStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads the ranges in which deletion vectors lie by one GET each; Kernel's own client asks for the
 * file's length before.
 */
final class RangeClient implements FileSystemClient {
  private final TableStorage storage;

  RangeClient(TableStorage storage) {
    this.storage = storage;
  }

  @Override
  public CloseableIterator<ByteArrayInputStream> readFiles(
      CloseableIterator<FileReadRequest> requests) {
    return requests.map(this::read);
  }

  private ByteArrayInputStream read(FileReadRequest request) {
    int start = request.getStartOffset();
    byte[] bytes = new byte[request.getReadLength()];
    StorageLocation file = LogPaths.location(request.getPath());
    try (ObjectInput input = storage.open(file, (long) start + bytes.length)) {
      input.seek(start);
      input.readFully(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) {
    throw onlyRanges();
  }

  @Override
  public String resolvePath(String path) {
    throw onlyRanges();
  }

  @Override
  public boolean mkdirs(String path) {
    throw onlyRanges();
  }

  @Override
  public boolean delete(String path) {
    throw onlyRanges();
  }

  @Override
  public FileStatus getFileStatus(String path) {
    throw onlyRanges();
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite) {
    throw onlyRanges();
  }

  private static UnsupportedOperationException onlyRanges() {
    return new UnsupportedOperationException("only ranges of deletion vectors are read here");
  }
}
