/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.jspecify.annotations.Nullable;

/**
 * Texts and other bytes. They stay where they are, in the page; entries of a dictionary are made
 * once.
 */
final class BytesValues extends LeafValues {
  private static final int[] NO_LENGTHS = new int[0];

  private final BytesSource.Factory plain;
  private final int smallest;

  private BinaryStringData @Nullable [] dictionary;
  private @Nullable BytesSource source;
  private @Nullable DictionaryIndexes indexes;

  /** Of the array that was read from last. */
  private byte @Nullable [] segmentOf;

  private MemorySegment @Nullable [] segment;

  private int[] starts = new int[0];
  private int[] lengths = NO_LENGTHS;
  private int[] spareLengths = NO_LENGTHS;
  private boolean empty = true;

  /** Where the values of the batch are, as long as it is one place; null is the dictionary. */
  private MemorySegment @Nullable [] onlySegment;

  /** Where each value of the batch is, if it is more than one place. */
  private MemorySegment @Nullable [] @Nullable [] segments;

  /**
   * @param smallest how many bytes a value takes up at least where it is stored plainly
   */
  BytesValues(BytesSource.Factory plain, int smallest) {
    this.plain = plain;
    this.smallest = smallest;
  }

  @Override
  void dictionary(DataPage page) throws IOException {
    int size = DictionaryIndexes.checkSize(page, smallest);
    int[] from = new int[size];
    int[] length = new int[size];
    byte[] bytes = plain.open(page).read(from, length, 0, size);
    MemorySegment[] held = {MemorySegmentFactory.wrap(bytes)};
    BinaryStringData[] entries = new BinaryStringData[size];
    for (int i = 0; i < size; i++) {
      entries[i] = BinaryStringData.fromAddress(held, from[i], length[i]);
    }
    dictionary = entries;
  }

  @Override
  void page(DataPage page) throws IOException {
    if (page.usesDictionary()) {
      indexes = new DictionaryIndexes(page, DictionaryIndexes.require(dictionary).length);
      source = null;
    } else {
      source = plain.open(page);
      indexes = null;
    }
  }

  @Override
  void reset() {
    dictionary = null;
    source = null;
    indexes = null;
    segmentOf = null;
    segment = null;
  }

  @Override
  boolean keepsBytes() {
    return true;
  }

  @Override
  void begin(int capacity, Columns spare, int ordinal) {
    BytesVector used = spare.bytes[ordinal];
    starts = used == null ? new int[capacity] : used.spareStarts(capacity);
    spareLengths = used == null ? NO_LENGTHS : used.spareLengths();
    lengths = NO_LENGTHS;
    empty = true;
    onlySegment = null;
    segments = null;
  }

  @Override
  void grow(int capacity) {
    if (capacity > starts.length) {
      starts = Arrays.copyOf(starts, grown(starts.length, capacity));
      if (lengths.length > 0) {
        lengths = Arrays.copyOf(lengths, starts.length);
      }
      if (segments != null) {
        segments = Arrays.copyOf(segments, starts.length);
      }
    }
  }

  @Override
  void read(int at, int count) throws IOException {
    if (count == 0) {
      return;
    }
    if (indexes != null) {
      indexes.read(starts, at, count);
      segment = null;
      segmentOf = null;
    } else if (source != null) {
      if (lengths.length == 0) {
        lengths = spareLengths.length >= starts.length ? spareLengths : new int[starts.length];
      }
      byte[] bytes = source.read(starts, lengths, at, count);
      if (bytes != segmentOf) {
        segmentOf = bytes;
        segment = new MemorySegment[] {MemorySegmentFactory.wrap(bytes)};
      }
    } else {
      throw ChunkPages.tooFew();
    }
    note(at, count);
  }

  /** Keeps in mind where values are. */
  private void note(int at, int count) {
    if (empty) {
      empty = false;
      onlySegment = segment;
    } else if (segments == null && segment != onlySegment) {
      segments = new MemorySegment[starts.length][];
      Arrays.fill(segments, 0, at, onlySegment);
    }
    if (segments != null) {
      Arrays.fill(segments, at, at + count, segment);
    }
  }

  @Override
  void skip(int count) throws IOException {
    if (indexes != null) {
      indexes.skip(count);
    } else if (source != null) {
      source.skip(count);
    } else if (count > 0) {
      throw ChunkPages.tooFew();
    }
  }

  @Override
  void spread(int at, int places, int count, boolean[] nulls) {
    spread(starts, at, places, count, nulls);
    if (lengths.length > 0) {
      spread(lengths, at, places, count, nulls);
    }
    if (count > 0 && segments != null) {
      Arrays.fill(segments, at, at + places, segment);
    }
  }

  @Override
  void finish(Columns out, int ordinal) {
    out.bytes[ordinal] = new BytesVector(dictionary, onlySegment, segments, starts, lengths);
  }
}
