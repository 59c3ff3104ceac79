/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;

/** A file to write; whether Kernel asks for it or not, it appears whole. */
record LocalOutputFile(String path) implements OutputFile {

  @Override
  public PositionOutputStream create(boolean atomicWrite) throws IOException {
    return new StagedStream(StagedFile.create(LocalFileIO.path(path)));
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    StagedFile file = StagedFile.create(LocalFileIO.path(path));
    try (lines;
        Writer writer = Files.newBufferedWriter(file.staging())) {
      while (lines.hasNext()) {
        writer.write(lines.next());
        writer.write('\n');
      }
    }
    file.publish(overwrite);
  }

  private static final class StagedStream extends PositionOutputStream {
    private final StagedFile file;
    private final OutputStream stream;
    private long position;
    private boolean closed;

    StagedStream(StagedFile file) throws IOException {
      this.file = file;
      stream = new BufferedOutputStream(Files.newOutputStream(file.staging()));
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        stream.close();
        file.publish(/* overwrite= */ false);
      }
    }
  }
}
