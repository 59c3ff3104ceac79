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

  /** What old writers put behind a text that they cut. */
  private static final String MARK = "\uFFFD";

  /** Higher than any byte of UTF-8. */
  private static final byte BEYOND_TEXT = (byte) 0xFF;

  private static final long MICROS_PER_MILLI = 1000;

  /** Decimals of more digits may have been through a double. */
  private static final int DIGITS_OF_DOUBLE = 15;

  private static final BigDecimal ERROR_OF_DOUBLE = new BigDecimal("1e-15");

  private static final Pattern ZONED = Pattern.compile(".*(Z|[+-]\\d\\d:?\\d\\d)");
  private static final Pattern OFFSET = Pattern.compile(".*[+-]\\d\\d:?\\d\\d");
  private static final long MICROS_PER_MINUTE = 60_000_000L;

  /** 1973, in microseconds. */
  private static final long OFFSETS_WITHOUT_SECONDS = 94_694_400_000_000L;

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
      return ofTime(PartitionTimes.micros(text), highest);
    }
    if (type.equals(TimestampType.TIMESTAMP)) {
      return ZONED.matcher(text).matches() ? ofInstant(text, highest) : null;
    }
    return text.equals("Infinity") || text.equals("-Infinity") ? ofReal(type, text, highest) : null;
  }

  private static @Nullable Value ofString(String text, boolean highest) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return null;
    }
    boolean marked = highest && text.endsWith(MARK);
    byte[] utf8 = (marked ? withoutMark(text) : text).getBytes(StandardCharsets.UTF_8);
    if (marked || (highest && text.length() >= CUT_TEXT)) {
      utf8 = Arrays.copyOf(utf8, utf8.length + 1);
      utf8[utf8.length - 1] = BEYOND_TEXT;
    }
    return new Value.Text(Octets.of(utf8));
  }

  /**
   * Writers of before mid-2024 put U+FFFD behind a highest text that they cut, and before it what
   * followed that is not lower as UTF-16 (delta-io/delta#3430). As UTF-8 it is lower than an emoji,
   * half of which may have been cut off, and is a question mark then.
   */
  private static String withoutMark(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) >= MARK.charAt(0)) {
      end--;
    }
    return text.substring(0, end > 0 && text.charAt(end - 1) == '?' ? end - 1 : end);
  }

  /**
   * Writers before Delta 4 leave out the seconds of a zone's offset (delta-io/delta#5249). The last
   * zone to have some was Liberia's, until 1972.
   */
  private static Value ofInstant(String text, boolean highest) {
    return highest
        ? ofTime(Math.addExact(PartitionTimes.micros(text), error(text)), true)
        : ofTime(lowestMicros(text), false);
  }

  /**
   * The lowest time that a text of statistics may stand for, but for what is below milliseconds.
   */
  static long lowestMicros(String text) {
    return Math.subtractExact(PartitionTimes.micros(text), error(text));
  }

  private static long error(String text) {
    return OFFSET.matcher(text).matches() && PartitionTimes.micros(text) < OFFSETS_WITHOUT_SECONDS
        ? MICROS_PER_MINUTE
        : 0;
  }

  /** Times are cut to milliseconds, downwards or towards the epoch. */
  private static Value ofTime(long micros, boolean highest) {
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
