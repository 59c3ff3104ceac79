/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Predicate.Operator;
import org.apache.flink.table.data.binary.BinaryStringData;

/** Tests of texts and other bytes, compared without sign; a dictionary's entries just once. */
final class BytesTests {
  private BytesTests() {}

  /** What is wanted of a value. */
  @FunctionalInterface
  private interface Wanted {
    boolean has(BinaryStringData value);
  }

  static RowTest compared(int ordinal, Operator operator, Octets wanted) {
    BinaryStringData other = BinaryStringData.fromBytes(wanted.bytes());
    return operator == Operator.EQ
        ? of(ordinal, value -> value.equals(other))
        : of(ordinal, value -> satisfies(value.compareTo(other), operator));
  }

  static RowTest startsWith(int ordinal, Octets prefix) {
    BinaryStringData start = BinaryStringData.fromBytes(prefix.bytes());
    return of(ordinal, value -> value.startsWith(start));
  }

  static boolean satisfies(int order, Operator operator) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private static RowTest of(int ordinal, Wanted wanted) {
    return (columns, rows, mask) -> {
      BytesVector values = columns.bytes[ordinal];
      boolean[] nulls = columns.nulls[ordinal];
      BinaryStringData[] entries = values.entries();
      if (entries == null || entries.length > rows) {
        for (int i = 0; i < rows; i++) {
          mask[i] = mask[i] && wanted.has(values.string(i));
        }
        return;
      }
      boolean[] isWanted = new boolean[entries.length];
      for (int i = 0; i < entries.length; i++) {
        isWanted[i] = wanted.has(entries[i]);
      }
      for (int i = 0; i < rows; i++) {
        mask[i] = mask[i] && (nulls == null || !nulls[i]) && isWanted[values.entry(i)];
      }
    };
  }
}
