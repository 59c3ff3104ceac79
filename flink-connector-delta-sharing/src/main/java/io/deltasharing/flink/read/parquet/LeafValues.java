/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/**
 * Decodes the values of a column of one type, and collects those of a batch. The values that are
 * there stand in a page without gaps; {@link #spread} makes the gaps where nulls belong.
 */
abstract class LeafValues {

  /** Takes a dictionary, for the pages behind it. */
  abstract void dictionary(DataPage page) throws IOException;

  /** Goes on with the values of a page, of which there may be fewer than it has levels. */
  abstract void page(DataPage page) throws IOException;

  /** Forgets dictionary and page. */
  abstract void reset();

  /** Whether values refer to the bytes of the page from which they come. */
  abstract boolean keepsBytes();

  /**
   * Starts a batch.
   *
   * @param spare whose arrays may be used for it; those of another may be in there, or none
   */
  abstract void begin(int capacity, Columns spare, int ordinal);

  /** Makes room for a batch that is larger than it seemed. */
  abstract void grow(int capacity);

  /** Decodes values to consecutive places of the batch. */
  abstract void read(int at, int count) throws IOException;

  /** Passes over values. */
  abstract void skip(int count) throws IOException;

  /**
   * Moves values apart: so many were read to {@code at}, and belong to the places from there on
   * that are not null.
   *
   * @param places how many, with the nulls
   */
  abstract void spread(int at, int places, int values, boolean[] nulls);

  /** Makes the gaps in one array, with zero in them. */
  static void spread(int[] values, int at, int places, int count, boolean[] nulls) {
    // Without a jump, for which places are null is not to be foretold.
    int from = at + count;
    for (int to = at + places - 1; to >= at; to--) {
      int present = nulls[to] ? 0 : 1;
      from -= present;
      values[to] = values[from] & -present;
    }
  }

  /** Hands the batch over. */
  abstract void finish(Columns out, int ordinal);

  /** An array's next length, so that growing takes constant time per element. */
  static int grown(int length, int needed) {
    return (int) Math.min(ChunkRange.MOST_BYTES, Math.max(needed, length * 2L));
  }
}
