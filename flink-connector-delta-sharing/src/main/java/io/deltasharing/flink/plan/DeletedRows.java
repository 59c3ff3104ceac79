/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The rows of one file that a deletion vector deletes. Kept compressed, for a few bytes can delete
 * a billion rows. For one thread.
 */
public final class DeletedRows {
  public static final DeletedRows NONE = new DeletedRows(Map.of());

  private static final long LOWER_HALF = 0xffffffffL;

  /** By the upper 32 bits of the positions in it. */
  private final Map<Integer, RoaringBitmap> bitmaps;

  private int currentHigh;
  private @Nullable RoaringBitmap current;

  DeletedRows(Map<Integer, RoaringBitmap> bitmaps) {
    this.bitmaps = Map.copyOf(bitmaps);
    this.current = this.bitmaps.get(0);
  }

  /** Whether the row at a position is deleted. Quickest for ascending positions. */
  public boolean contains(long position) {
    int high = (int) (position >>> 32);
    if (high != currentHigh) {
      currentHigh = high;
      current = bitmaps.get(high);
    }
    return current != null && current.contains((int) position);
  }

  /** Whether no row is deleted. */
  public boolean isEmpty() {
    return bitmaps.isEmpty();
  }

  /**
   * Those of some consecutive rows that are not deleted.
   *
   * @param first the position of the first row
   * @return their distances from the first row, ascending
   */
  public int[] survivors(long first, int count) {
    int[] survivors = new int[count];
    int found = 0;
    for (int row = 0; row < count; ) {
      long low = (first + row) & LOWER_HALF;
      int end = (int) Math.min(count, row + LOWER_HALF + 1 - low);
      RoaringBitmap bitmap = bitmaps.get((int) ((first + row) >>> 32));
      found = addSurvivors(bitmap, low - row, row, end, survivors, found);
      row = end;
    }
    return Arrays.copyOf(survivors, found);
  }

  private static int addSurvivors(
      @Nullable RoaringBitmap bitmap, long base, int from, int to, int[] survivors, int before) {
    int found = before;
    int row = from;
    if (bitmap != null) {
      PeekableIntIterator deleted = bitmap.getIntIterator();
      deleted.advanceIfNeeded((int) (base + from));
      while (deleted.hasNext()) {
        long next = Integer.toUnsignedLong(deleted.next()) - base;
        if (next >= to) {
          break;
        }
        while (row < next) {
          survivors[found++] = row++;
        }
        row++;
      }
    }
    while (row < to) {
      survivors[found++] = row++;
    }
    return found;
  }

  long cardinality() {
    return bitmaps.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
  }
}
