/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * What a column is compared with, or a bound of one. Values are ordered as Flink SQL orders them;
 * those of different kinds are not compared at all, so that what is misunderstood decides nothing.
 * Numbers are compared with numbers of any kind: a column may be declared wider than it is stored.
 */
public sealed interface Value extends Serializable {

  /**
   * Less than, equal to or greater than zero as this value is lower, equal or higher; empty if the
   * two are of different kinds.
   */
  OptionalInt compare(Value other);

  /** Of a {@link Whole}. */
  enum Unit {
    /** TINYINT to BIGINT. */
    NUMBER,
    /** Days since the epoch. */
    DAYS,
    /** Microseconds since the epoch; in UTC where the column has no time zone. */
    MICROS
  }

  /** A whole number, a date or a timestamp. */
  record Whole(Unit unit, long value) implements Value {
    @Override
    public OptionalInt compare(Value other) {
      if (other instanceof Whole it && it.unit == unit) {
        return OptionalInt.of(Long.compare(value, it.value));
      }
      return unit == Unit.NUMBER ? Numbers.compare(this, other) : OptionalInt.empty();
    }

    @Override
    public String toString() {
      try {
        return switch (unit) {
          case NUMBER -> Long.toString(value);
          case DAYS -> "DATE '" + LocalDate.ofEpochDay(value) + "'";
          case MICROS -> "TIMESTAMP '" + Instant.EPOCH.plus(value, ChronoUnit.MICROS) + "'";
        };
      } catch (DateTimeException e) {
        return value + " " + unit;
      }
    }
  }

  /**
   * A FLOAT, widened, or a DOUBLE. The two zeros are one value. NaN is none: no comparison with it
   * is satisfied but {@code <>}, so that it can be neither wanted nor a bound.
   */
  record Real(double value) implements Value {
    public Real {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("NaN is not compared with");
      }
      value = value == 0 ? 0 : value;
    }

    @Override
    public OptionalInt compare(Value other) {
      return other instanceof Real it
          ? OptionalInt.of(Double.compare(value, it.value))
          : Numbers.compare(this, other);
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** A decimal of any precision; 1.0 and 1.00 are the same. */
  record Exact(BigDecimal value) implements Value {
    public Exact {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public OptionalInt compare(Value other) {
      return other instanceof Exact it
          ? OptionalInt.of(value.compareTo(it.value))
          : Numbers.compare(this, other);
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /** False is lower than true. */
  record Flag(boolean value) implements Value {
    @Override
    public OptionalInt compare(Value other) {
      return other instanceof Flag it
          ? OptionalInt.of(Boolean.compare(value, it.value))
          : OptionalInt.empty();
    }

    @Override
    public String toString() {
      return value ? "TRUE" : "FALSE";
    }
  }

  /** A text, compared by the bytes of its UTF-8. */
  record Text(Octets utf8) implements Value {
    public static Text of(String text) {
      return new Text(Octets.of(text));
    }

    @Override
    public OptionalInt compare(Value other) {
      return other instanceof Text it
          ? OptionalInt.of(utf8.compareTo(it.utf8))
          : OptionalInt.empty();
    }

    @Override
    public String toString() {
      return "'" + utf8.toString().replace("'", "''") + "'";
    }
  }

  /** Binary. */
  record Binary(Octets octets) implements Value {
    @Override
    public OptionalInt compare(Value other) {
      return other instanceof Binary it
          ? OptionalInt.of(octets.compareTo(it.octets))
          : OptionalInt.empty();
    }

    @Override
    public String toString() {
      return "X'" + HexFormat.of().formatHex(octets.bytes()) + "'";
    }
  }
}
