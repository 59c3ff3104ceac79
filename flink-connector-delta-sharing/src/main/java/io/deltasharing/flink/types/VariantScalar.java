/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

/** The types of values without parts, in the order of their numbers in Parquet's encoding. */
enum VariantScalar {
  NULL(0),
  TRUE(0),
  FALSE(0),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  DOUBLE(8),
  /** A byte for the scale, then the digits. */
  DECIMAL4(5),
  DECIMAL8(9),
  DECIMAL16(17),
  DATE(4),
  TIMESTAMP(8),
  TIMESTAMP_NTZ(8),
  FLOAT(4),
  BINARY(VariantScalar.SIZED),
  STRING(VariantScalar.SIZED),
  TIME(8),
  TIMESTAMP_NANOS(8),
  TIMESTAMP_NTZ_NANOS(8),
  /** Big-endian, unlike all others. */
  UUID(16);

  private static final int SIZED = -1;
  private static final VariantScalar[] BY_NUMBER = values();

  private final int length;

  VariantScalar(int length) {
    this.length = length;
  }

  static VariantScalar of(int number) {
    if (number >= BY_NUMBER.length) {
      throw VariantException.broken("there is no type of the number " + number);
    }
    return BY_NUMBER[number];
  }

  /** Whether its bytes begin with how many follow. */
  boolean isSized() {
    return length == SIZED;
  }

  /** In bytes, of one that is not sized. */
  int length() {
    return length;
  }
}
