/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.util.List;
import java.util.Random;

/** Conditions of SQL on nasty columns, most of which Flink can make sense of. */
final class RandomConditions {
  private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final List<String> PATTERNS =
      List.of("'a%'", "'%'", "'a'", "'_a%'", "'%b'", "'long text%'", "'a/b%'", "'\uD83D\uDE00%'");

  private final Random random;
  private final List<NastyColumn> columns;

  RandomConditions(Random random, List<NastyColumn> columns) {
    this.random = random;
    this.columns = columns;
  }

  String next() {
    return next(2);
  }

  private String next(int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(10)) {
      case 0, 1 -> "(" + next(depth - 1) + " AND " + next(depth - 1) + ")";
      case 2, 3 -> "(" + next(depth - 1) + " OR " + next(depth - 1) + ")";
      case 4 -> "NOT (" + next(depth - 1) + ")";
      case 5 -> "(" + next(depth - 1) + ") IS " + either("", "NOT ") + either("TRUE", "FALSE");
      default -> onColumn(any(columns));
    };
  }

  private String onColumn(NastyColumn column) {
    String name = column.name();
    return switch (random.nextInt(12)) {
      case 0 -> name + " IS " + either("", "NOT ") + "NULL";
      case 1 -> name + either("", " NOT") + " IN (" + literals(column) + ")";
      case 2 ->
          name + either("", " NOT") + " BETWEEN " + literal(column) + " AND " + literal(column);
      case 3 -> literal(column) + " " + any(OPERATORS) + " " + name;
      case 4 -> special(column);
      default -> name + " " + any(OPERATORS) + " " + literal(column);
    };
  }

  private String special(NastyColumn column) {
    String name = column.name();
    return switch (column.sqlType()) {
      case "BOOLEAN" ->
          either(name, "NOT " + name, name + " IS NOT TRUE", name + " IS FALSE", name + " IS TRUE");
      case "STRING" ->
          either(
              name + either("", " NOT") + " LIKE " + any(PATTERNS),
              "UPPER(" + name + ") = 'A'",
              "CHAR_LENGTH(" + name + ") > 1");
      case "INT", "TINYINT", "SMALLINT" ->
          either(
              "CAST(" + name + " AS BIGINT) " + any(OPERATORS) + " " + literal(column),
              name + " + 1 > " + literal(column),
              "CAST(" + name + " AS STRING) = '7'");
      case "DATE" -> "CAST(" + name + " AS TIMESTAMP(3)) " + any(OPERATORS) + " " + literal(column);
      default -> name + " IS NOT NULL";
    };
  }

  private String literals(NastyColumn column) {
    StringBuilder literals = new StringBuilder(literal(column));
    for (int i = random.nextInt(4); i > 0; i--) {
      literals.append(", ").append(literal(column));
    }
    return literals.toString();
  }

  private String literal(NastyColumn column) {
    return any(column.literals());
  }

  private String either(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
