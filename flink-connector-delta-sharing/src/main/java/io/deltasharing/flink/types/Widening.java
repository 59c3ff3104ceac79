/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/**
 * Numbers read as a wider type, without loss: as Delta's type widening does it, so that files are
 * read alike whether the table was widened or only the declaration is wider.
 */
public final class Widening {
  /** In the order of their widths: each fits into those behind it. */
  private static final List<DataType> WHOLE =
      List.of(ByteType.BYTE, ShortType.SHORT, IntegerType.INTEGER, LongType.LONG);

  private static final int DIGITS_OF_INTEGER = 10;
  private static final int DIGITS_OF_LONG = 20;

  private Widening() {}

  /**
   * The Delta type in which a column is read.
   *
   * @param actual its type in the table
   * @param declared another type
   * @return empty if not every value of the one is a value of the other
   */
  static Optional<DataType> of(DataType actual, LogicalType declared) {
    return Optional.ofNullable(number(declared)).filter(it -> isWider(it, actual));
  }

  private static @Nullable DataType number(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case SMALLINT -> ShortType.SHORT;
      case INTEGER -> IntegerType.INTEGER;
      case BIGINT -> LongType.LONG;
      case DOUBLE -> DoubleType.DOUBLE;
      case DECIMAL -> {
        var decimal = (org.apache.flink.table.types.logical.DecimalType) type;
        yield new DecimalType(decimal.getPrecision(), decimal.getScale());
      }
      default -> null;
    };
  }

  private static boolean isWider(DataType wide, DataType actual) {
    int width = WHOLE.indexOf(actual);
    if (wide instanceof DecimalType decimal) {
      int digits = decimal.getPrecision() - decimal.getScale();
      if (actual instanceof DecimalType narrow) {
        return decimal.getScale() >= narrow.getScale()
            && digits >= narrow.getPrecision() - narrow.getScale();
      }
      return width >= 0
          && digits >= (actual.equals(LongType.LONG) ? DIGITS_OF_LONG : DIGITS_OF_INTEGER);
    }
    if (wide.equals(DoubleType.DOUBLE)) {
      return actual.equals(FloatType.FLOAT) || (width >= 0 && !actual.equals(LongType.LONG));
    }
    return width >= 0 && WHOLE.indexOf(wide) > width;
  }

  /**
   * A number as a wider type has it.
   *
   * @param value in Flink's internal form, as are all that are not numbers: they are left as they
   *     are
   */
  public static Object widened(Object value, LogicalType type) {
    if (type.is(LogicalTypeRoot.DECIMAL)) {
      var decimal = (org.apache.flink.table.types.logical.DecimalType) type;
      return decimal(value, decimal.getPrecision(), decimal.getScale());
    }
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (type.getTypeRoot()) {
      case SMALLINT -> number.shortValue();
      case INTEGER -> number.intValue();
      case BIGINT -> number.longValue();
      case DOUBLE -> number.doubleValue();
      default -> value;
    };
  }

  private static Object decimal(Object value, int precision, int scale) {
    BigDecimal number =
        value instanceof DecimalData decimal
            ? decimal.toBigDecimal()
            : BigDecimal.valueOf(((Number) value).longValue());
    DecimalData widened = DecimalData.fromBigDecimal(number, precision, scale);
    if (widened == null) {
      throw new IllegalArgumentException(
          number + " does not fit DECIMAL(" + precision + ", " + scale + ")");
    }
    return widened;
  }
}
