/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file to read.
 *
 * @param knownLength in bytes; 0 or less if it is not known
 */
record LocalInputFile(String path, long knownLength) implements InputFile {

  @Override
  public long length() throws IOException {
    return knownLength > 0 ? knownLength : Files.size(LocalFileIO.path(path));
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    Path file = LocalFileIO.path(path);
    try {
      return new ChannelStream(FileChannel.open(file, StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      throw LocalFileIO.missing(e);
    }
  }

  private static final class ChannelStream extends SeekableInputStream {
    private final FileChannel channel;
    private final InputStream stream;

    ChannelStream(FileChannel channel) {
      this.channel = channel;
      stream = Channels.newInputStream(channel);
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }

    @Override
    public void readFully(byte[] bytes, int offset, int length) throws IOException {
      if (stream.readNBytes(bytes, offset, length) < length) {
        throw new EOFException("The file ends before " + length + " bytes are read");
      }
    }

    @Override
    public int read() throws IOException {
      return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return stream.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
