/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The rows of one file that a deletion vector deletes. Kept compressed, for a few bytes can delete
 * a billion rows. For one thread.
 */
public final class DeletedRows {
  public static final DeletedRows NONE = new DeletedRows(Map.of());

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

  long cardinality() {
    return bitmaps.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
  }
}
