/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.Serial;
import java.io.Serializable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A type and its parts, as sums go through them: an int for the switch, for it is asked for each
 * value.
 */
final class Fields implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  static final int LONG = 0;
  static final int INT = 1;
  static final int DECIMAL = 2;
  static final int TEXT = 3;
  static final int DOUBLE = 4;
  static final int ARRAY = 5;
  static final int MAP = 6;
  static final int ROW = 7;

  /** Of decimals. */
  static final int PRECISION = 15;

  static final int SCALE = 2;

  /** Doubles are added up in so many parts of one. */
  static final double PARTS = 1000;

  /** Lengths of texts weigh so much, their first bytes one. */
  static final long WEIGHT = 31;

  final int kind;
  final Fields[] parts;

  private Fields(int kind, Fields... parts) {
    this.kind = kind;
    this.parts = parts;
  }

  static Fields of(LogicalType type) {
    Fields[] parts = type.getChildren().stream().map(Fields::of).toArray(Fields[]::new);
    return switch (type.getTypeRoot()) {
      case BIGINT -> new Fields(LONG);
      case INTEGER, DATE -> new Fields(INT);
      case DECIMAL -> new Fields(DECIMAL);
      case VARCHAR -> new Fields(TEXT);
      case DOUBLE -> new Fields(DOUBLE);
      case ARRAY -> new Fields(ARRAY, parts);
      case MAP -> new Fields(MAP, parts);
      case ROW -> new Fields(ROW, parts);
      default -> throw new IllegalArgumentException("no sum over " + type);
    };
  }
}
