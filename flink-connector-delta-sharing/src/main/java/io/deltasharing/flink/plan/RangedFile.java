/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A Parquet file read by ranges. Its end, where the footer is, is read in one request and cached:
 * Kernel reads a footer in three pieces and each of them twice. A file no longer than that is read
 * by this one request altogether.
 */
final class RangedFile implements InputFile {
  private static final int TAIL_BYTES = 64 << 10;

  /** The footer's length and the format's name end a file. */
  private static final int ENDING_BYTES = 8;

  private static final int PAR1 = 0x31524150;

  /** With an encrypted footer. */
  private static final int PARE = 0x45524150;

  /** Ten thousand columns in a hundred row groups take up less. */
  private static final int MOST_FOOTER_BYTES = 64 << 20;

  private final TableStorage storage;
  private final ByteCache cache;
  private final LogTrail trail;
  private final StorageLocation location;
  private final String path;
  private final long length;

  RangedFile(
      TableStorage storage,
      ByteCache cache,
      LogTrail trail,
      StorageLocation location,
      String path,
      long length) {
    this.storage = storage;
    this.cache = cache;
    this.trail = trail;
    this.location = location;
    this.path = path;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    trail.opened(location);
    return new Stream(trail.reading(() -> storage.open(location, length)));
  }

  private long tailStart() {
    return Math.max(0, length - TAIL_BYTES);
  }

  private final class Stream extends SeekableInputStream {
    private final ObjectInput input;
    private long position;

    Stream(ObjectInput input) {
      this.input = input;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long target) {
      position = target;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (position >= length) {
        return count == 0 ? 0 : -1;
      }
      int most = (int) Math.min(count, length - position);
      int got;
      if (position >= tailStart()) {
        System.arraycopy(tail(), (int) (position - tailStart()), buffer, offset, most);
        got = most;
      } else {
        input.seek(position);
        got = trail.reading(() -> input.read(buffer, offset, most));
      }
      position += Math.max(got, 0);
      return got;
    }

    @Override
    public void readFully(byte[] buffer, int offset, int count) throws IOException {
      if (position >= tailStart() && count <= length - position) {
        System.arraycopy(tail(), (int) (position - tailStart()), buffer, offset, count);
      } else {
        input.seek(position);
        readFrom(buffer, offset, count);
      }
      position += count;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }

    private void readFrom(byte[] buffer, int offset, int count) throws IOException {
      trail.reading(
          () -> {
            input.readFully(buffer, offset, count);
            return count;
          });
    }

    /** What a file says of its footer's length is allocated before it is read. */
    private void checkFooter(byte[] tail) throws IOException {
      if (tail.length < ENDING_BYTES) {
        return;
      }
      ByteBuffer ending =
          ByteBuffer.wrap(tail, tail.length - ENDING_BYTES, ENDING_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      int footer = ending.getInt();
      int format = ending.getInt();
      if (footer > MOST_FOOTER_BYTES && (format == PAR1 || format == PARE)) {
        throw new IOException(
            "'"
                + location
                + "' says that its footer has "
                + footer
                + " bytes; one of more than "
                + MOST_FOOTER_BYTES
                + " is not read. Tell the table's provider.");
      }
    }

    private byte[] tail() throws IOException {
      return cache.get(
          path + "#" + length,
          () -> {
            byte[] bytes = new byte[(int) (length - tailStart())];
            input.seek(tailStart());
            readFrom(bytes, 0, bytes.length);
            checkFooter(bytes);
            return bytes;
          });
    }
  }
}
