/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.TableManager;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.deltasharing.flink.credentials.StorageLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Kernel's writer of checkpoints, on a log in memory. */
public final class MemoryCheckpoints {
  private final MemoryStorage storage;
  private final Engine engine;

  public MemoryCheckpoints(MemoryStorage storage) {
    this.storage = storage;
    this.engine =
        DefaultEngine.create(new MemoryFileIO(new StorageFileIO(storage, new LogTrail())));
  }

  /** Writes a checkpoint of a version, in Parquet, and the pointer to it. */
  public void write(long version) throws IOException {
    TableManager.loadSnapshot(MemoryStorage.ROOT.toString())
        .atVersion(version)
        .build(engine)
        .writeCheckpoint(engine);
  }

  private final class MemoryFileIO implements FileIO {
    private final FileIO reading;

    MemoryFileIO(FileIO reading) {
      this.reading = reading;
    }

    @Override
    public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
      return reading.listFrom(path);
    }

    @Override
    public FileStatus getFileStatus(String path) throws IOException {
      return reading.getFileStatus(path);
    }

    @Override
    public String resolvePath(String path) throws IOException {
      return reading.resolvePath(path);
    }

    @Override
    public InputFile newInputFile(String path, long size) {
      return reading.newInputFile(path, size);
    }

    @Override
    public Optional<String> getConf(String key) {
      return Optional.empty();
    }

    @Override
    public OutputFile newOutputFile(String path) {
      return new MemoryFile(path);
    }

    @Override
    public boolean mkdirs(String path) {
      return true;
    }

    @Override
    public boolean delete(String path) {
      throw new UnsupportedOperationException("delete " + path);
    }

    @Override
    public void copyFileAtomically(String source, String target, boolean overwrite) {
      throw new UnsupportedOperationException("copy to " + target);
    }
  }

  private final class MemoryFile implements OutputFile {
    private final String path;

    MemoryFile(String path) {
      this.path = path;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public PositionOutputStream create(boolean overwrite) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
          bytes.write(from, offset, length);
        }

        @Override
        public void close() {
          publish(bytes.toByteArray());
        }
      };
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      StringBuilder text = new StringBuilder();
      try (lines) {
        while (lines.hasNext()) {
          text.append(lines.next()).append('\n');
        }
      }
      publish(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void publish(byte[] bytes) {
      StorageLocation location = StorageLocation.parse(path);
      storage.put(location.toString().substring(MemoryStorage.ROOT.toString().length() + 1), bytes);
    }
  }
}
