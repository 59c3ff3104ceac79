/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Predicate.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;

/** Tests of decimals: of up to 18 digits as whole numbers of their last digit. */
final class DecimalTests {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  private DecimalTests() {}

  static RowTest of(int ordinal, DecimalType type, Operator operator, BigDecimal wanted) {
    return DecimalData.isCompact(type.getPrecision())
        ? NumberTests.longs(ordinal, range(operator, wanted, type.getScale()))
        : wide(ordinal, type, operator, wanted);
  }

  /** Which unscaled values satisfy: the one wanted may lie between two, or beyond all. */
  static Range range(Operator operator, BigDecimal wanted, int scale) {
    BigDecimal scaled = wanted.movePointRight(scale);
    BigInteger floor = scaled.setScale(0, RoundingMode.FLOOR).unscaledValue();
    boolean isBetween = scaled.compareTo(new BigDecimal(floor)) != 0;
    boolean isOutside = floor.compareTo(MOST) > 0 || floor.compareTo(LEAST) < 0;
    if (operator == Operator.EQ || operator == Operator.NE) {
      if (isBetween || isOutside) {
        return operator == Operator.EQ ? Range.none() : Range.all();
      }
      return Range.of(operator, floor.longValueExact());
    }
    boolean wantsLower = operator == Operator.LT || operator == Operator.LE;
    if (isOutside) {
      return wantsLower == floor.signum() > 0 ? Range.all() : Range.none();
    }
    long value = floor.longValueExact();
    if (isBetween) {
      return Range.of(wantsLower ? Operator.LE : Operator.GT, value);
    }
    return Range.of(operator, value);
  }

  private static RowTest wide(int ordinal, DecimalType type, Operator operator, BigDecimal wanted) {
    return (columns, rows, mask) -> {
      BytesVector values = columns.bytes[ordinal];
      for (int i = 0; i < rows; i++) {
        if (mask[i]) {
          BigDecimal value = new BigDecimal(new BigInteger(values.bytes(i)), type.getScale());
          mask[i] = BytesTests.satisfies(value.compareTo(wanted), operator);
        }
      }
    };
  }
}
