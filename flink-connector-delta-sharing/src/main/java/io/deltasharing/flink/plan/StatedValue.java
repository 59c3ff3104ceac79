/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonToken;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lowest or highest value of a column as statistics state it, moved outward as far as a writer
 * may have moved it inward.
 */
final class StatedValue {
  /** Writers cut texts, to 32 characters unless they are told otherwise. */
  private static final int CUT_TEXT = 32;

  /** Higher than any byte of UTF-8. */
  private static final byte BEYOND_TEXT = (byte) 0xFF;

  private static final long MICROS_PER_MILLI = 1000;

  /** Decimals of more digits may have been through a double. */
  private static final int DIGITS_OF_DOUBLE = 15;

  private static final BigDecimal ERROR_OF_DOUBLE = new BigDecimal("1e-15");

  private static final Pattern ZONED = Pattern.compile(".*(Z|[+-]\\d\\d:?\\d\\d)");
  private static final int DATE_LENGTH = "2026-01-31".length();
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private StatedValue() {}

  /**
   * A value that none in the file goes beyond.
   *
   * @param highest whether it is the highest, or the lowest
   * @return null if it is not known
   */
  static @Nullable Value of(
      DataType type, FileStatistics.@Nullable Scalar stated, boolean highest) {
    if (stated == null) {
      return null;
    }
    try {
      return switch (stated.token()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ofNumber(type, stated, highest);
        case VALUE_STRING -> ofText(type, stated.text(), highest);
        case VALUE_TRUE, VALUE_FALSE ->
            type.equals(BooleanType.BOOLEAN)
                ? new Value.Flag(stated.token() == JsonToken.VALUE_TRUE)
                : null;
        default -> null;
      };
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Value ofNumber(
      DataType type, FileStatistics.Scalar stated, boolean highest) {
    if (type instanceof DecimalType decimal) {
      return new Value.Exact(ofDecimal(decimal, new BigDecimal(stated.text()), highest));
    }
    if (isWhole(type)) {
      return new Value.Whole(Value.Unit.NUMBER, Long.parseLong(stated.text()));
    }
    return ofReal(type, stated.text(), highest);
  }

  private static BigDecimal ofDecimal(DecimalType type, BigDecimal stated, boolean highest) {
    // A column may have been widened since the type was asked for.
    if (type.getPrecision() <= DIGITS_OF_DOUBLE && stated.precision() <= DIGITS_OF_DOUBLE) {
      return stated;
    }
    BigDecimal error = stated.abs().multiply(ERROR_OF_DOUBLE, MathContext.DECIMAL128);
    return highest ? stated.add(error) : stated.subtract(error);
  }

  /**
   * The digits that stand for a FLOAT are not its value as a DOUBLE; and a stream that has not
   * noticed yet that the column was widened asks for a FLOAT where a DOUBLE is stated.
   */
  private static @Nullable Value ofReal(DataType type, String text, boolean highest) {
    double wide = Double.parseDouble(text);
    if (type.equals(FloatType.FLOAT)) {
      double narrow = Float.parseFloat(text);
      return real(highest ? Math.max(wide, narrow) : Math.min(wide, narrow));
    }
    return type.equals(DoubleType.DOUBLE) ? real(wide) : null;
  }

  private static @Nullable Value real(double value) {
    return Double.isNaN(value) ? null : new Value.Real(value);
  }

  private static @Nullable Value ofText(DataType type, String text, boolean highest) {
    if (type.equals(StringType.STRING)) {
      return ofString(text, highest);
    }
    if (type.equals(DateType.DATE)) {
      return new Value.Whole(Value.Unit.DAYS, PartitionTimes.days(text));
    }
    if (type.equals(TimestampNTZType.TIMESTAMP_NTZ)) {
      return ofTime(text, highest);
    }
    if (type.equals(TimestampType.TIMESTAMP)) {
      return ZONED.matcher(text).matches() ? ofTime(text, highest) : null;
    }
    return text.equals("Infinity") || text.equals("-Infinity") ? ofReal(type, text, highest) : null;
  }

  private static @Nullable Value ofString(String text, boolean highest) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return null;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (highest && text.length() >= CUT_TEXT) {
      utf8 = Arrays.copyOf(utf8, utf8.length + 1);
      utf8[utf8.length - 1] = BEYOND_TEXT;
    }
    return new Value.Text(Octets.of(utf8));
  }

  /** Times are cut to milliseconds, downwards or towards the epoch. */
  private static Value ofTime(String text, boolean highest) {
    long micros =
        text.length() == DATE_LENGTH
            ? PartitionTimes.days(text) * MICROS_PER_DAY
            : PartitionTimes.micros(text);
    long outward = micros;
    if (highest) {
      outward = Math.addExact(micros, MICROS_PER_MILLI - 1);
    } else if (micros <= 0) {
      outward = Math.subtractExact(micros, MICROS_PER_MILLI - 1);
    }
    return new Value.Whole(Value.Unit.MICROS, outward);
  }

  private static boolean isWhole(DataType type) {
    return type.equals(LongType.LONG)
        || type.equals(IntegerType.INTEGER)
        || type.equals(ShortType.SHORT)
        || type.equals(ByteType.BYTE);
  }
}
