/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.ReadFigures;
import io.deltasharing.flink.storage.ByteRange;
import io.deltasharing.flink.storage.ObjectInput;
import io.deltasharing.flink.storage.PendingBytes;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file's bytes, read in as few requests as its size allows. */
final class FileBytes implements Closeable {
  /** For so many gaps' bytes, one request is made and not two. */
  private static final int GAPS = 8;

  private final ObjectInput input;
  private final ScanSettings settings;
  private final ReadFigures figures;
  private @Nullable PendingBytes pendingTail;
  private byte @Nullable [] whole;

  /** The end of the file, as it was read for the footer; the indexes of pages are before that. */
  private byte[] end = new byte[0];

  FileBytes(ObjectInput input, ScanSettings settings, ReadFigures figures) {
    this.input = input;
    this.settings = settings;
    this.figures = figures;
  }

  ReadFigures figures() {
    return figures;
  }

  /** In bytes. */
  long length() {
    return input.length();
  }

  /** Begins to read what {@link #tail()} will wait for. */
  void beginTail() throws IOException {
    int length = tailLength();
    figures.asked(length);
    pendingTail = input.readRanges(List.of(new ByteRange(length() - length, length))).get(0);
  }

  /** The end of the file; all of a small one. */
  ChunkBytes tail() throws IOException {
    int length = tailLength();
    byte[] bytes = pendingTail == null ? read(length() - length, length) : pendingTail.await();
    pendingTail = null;
    if (length == length()) {
      whole = bytes;
    }
    end = bytes;
    return new ChunkBytes(bytes, 0, bytes.length);
  }

  /** Whether its tail is the whole of it. */
  boolean isSmall() {
    return length() <= settings.wholeFileBytes();
  }

  private int tailLength() {
    long length = length();
    return (int)
        (length <= settings.wholeFileBytes() ? length : Math.min(length, settings.tailBytes()));
  }

  /** So many bytes are read in one request sooner than in several, though not all are wanted. */
  long mostAtOnce() {
    return (long) GAPS * settings.gapBytes();
  }

  /** Bytes that may have been read already. */
  ChunkBytes bytes(long from, int length) throws IOException {
    byte[] held = whole == null ? end : whole;
    long heldFrom = length() - held.length;
    if (from >= heldFrom) {
      int start = (int) (from - heldFrom);
      return new ChunkBytes(held, start, start + length);
    }
    return new ChunkBytes(read(from, length), 0, length);
  }

  byte[] read(long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    figures.asked(length);
    input.seek(from);
    input.readFully(bytes, 0, length);
    return bytes;
  }

  /** How much is read, and held, of the file for these chunks: what lies between them as well. */
  long size(List<ChunkRange> chunks) {
    return whole != null ? 0 : MergedRanges.of(chunks, settings.gapBytes()).bytes();
  }

  /** Begins to read the chunks of a row group. */
  RowGroupBytes begin(List<ChunkRange> chunks) throws IOException {
    if (whole != null) {
      return RowGroupBytes.of(whole, chunks);
    }
    MergedRanges merged = MergedRanges.of(chunks, settings.gapBytes());
    List<ByteRange> ranges = new ArrayList<>();
    for (ChunkRange range : merged.ranges()) {
      ranges.add(new ByteRange(range.from(), range.length()));
      figures.asked(range.length());
    }
    List<PendingBytes> pending = input.readRanges(ranges);
    return RowGroupBytes.of(merged, pending, chunks);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
