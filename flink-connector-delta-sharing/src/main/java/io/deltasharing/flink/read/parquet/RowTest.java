/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A condition on the rows of a batch. */
@FunctionalInterface
interface RowTest {
  /** Leaves all rows in. */
  RowTest NONE = (columns, rows, mask) -> {};

  /**
   * Takes out rows that do not satisfy it.
   *
   * @param mask which rows are in; only from true to false is ever changed
   */
  void apply(Columns columns, int rows, boolean[] mask) throws IOException;

  /** One condition after another. */
  static RowTest allOf(List<RowTest> tests) {
    return (columns, rows, mask) -> {
      for (RowTest test : tests) {
        test.apply(columns, rows, mask);
      }
    };
  }

  /** Rows that satisfy one condition at least. */
  static RowTest anyOf(List<RowTest> tests) {
    return (columns, rows, mask) -> {
      boolean[] any = new boolean[rows];
      for (RowTest test : tests) {
        boolean[] one = Arrays.copyOf(mask, rows);
        test.apply(columns, rows, one);
        for (int i = 0; i < rows; i++) {
          any[i] |= one[i];
        }
      }
      System.arraycopy(any, 0, mask, 0, rows);
    };
  }

  /** Rows where a column is null, or is not. */
  static RowTest isNull(int ordinal, boolean wanted) {
    return (columns, rows, mask) -> {
      boolean[] nulls = columns.nulls[ordinal];
      for (int i = 0; i < rows; i++) {
        mask[i] &= (nulls != null && nulls[i]) == wanted;
      }
    };
  }

  /** The condition, and the column is there. */
  static RowTest notNullAnd(int ordinal, RowTest test) {
    return (columns, rows, mask) -> {
      boolean[] nulls = columns.nulls[ordinal];
      if (nulls != null) {
        for (int i = 0; i < rows; i++) {
          mask[i] &= !nulls[i];
        }
      }
      test.apply(columns, rows, mask);
    };
  }
}
