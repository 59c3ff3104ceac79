/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A row of a table, or a struct in one: values by column, in the order of the columns.
 *
 * <p>Values are Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[],
 * LocalDate (date), Instant (timestamp), LocalDateTime (timestamp_ntz), List (array), Map (map),
 * TableRow (struct), {@link VariantText} or null.
 */
final class TableRow {
  private final Map<String, Object> values;

  private TableRow(Map<String, Object> values) {
    this.values = values;
  }

  /** A row of names and values in turn. */
  static TableRow of(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new TableRow(values);
  }

  Map<String, Object> values() {
    return values;
  }

  Object get(String column) {
    if (!values.containsKey(column)) {
      throw new IllegalArgumentException("no column " + column + " in " + values.keySet());
    }
    return values.get(column);
  }

  long id() {
    return ((Number) get("id")).longValue();
  }

  /** The same row with another value of a column, or one more column. */
  TableRow with(String column, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(column, value);
    return new TableRow(changed);
  }

  TableRow without(String column) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.remove(column);
    return new TableRow(changed);
  }

  TableRow renamed(String column, String to) {
    Map<String, Object> changed = new LinkedHashMap<>();
    values.forEach((name, value) -> changed.put(name.equals(column) ? to : name, value));
    return new TableRow(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableRow row && values.equals(row.values);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(values);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
