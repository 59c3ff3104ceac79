/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.AND;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.BETWEEN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.CAST;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.EQUALS;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.GREATER_THAN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_FALSE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_NOT_TRUE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_NULL;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.LESS_THAN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.LIKE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.NOT;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.NOT_EQUALS;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.OR;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.source.RowSelection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.NestedFieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** Flink's conditions in our own words, and those that are not taken. */
class FilterExpressionsTest {
  private static final DataType COLUMNS =
      DataTypes.ROW(
          DataTypes.FIELD("i", DataTypes.INT()),
          DataTypes.FIELD("d", DataTypes.DOUBLE()),
          DataTypes.FIELD("s", DataTypes.STRING()),
          DataTypes.FIELD("c", DataTypes.CHAR(3)),
          DataTypes.FIELD("flag", DataTypes.BOOLEAN()),
          DataTypes.FIELD("ts", DataTypes.TIMESTAMP_LTZ(6)),
          DataTypes.FIELD("p", DataTypes.INT()),
          DataTypes.FIELD(
              "who",
              DataTypes.ROW(
                  DataTypes.FIELD("age", DataTypes.INT()),
                  DataTypes.FIELD("here", DataTypes.BOOLEAN()))));
  private static final RowType TYPE = (RowType) COLUMNS.getLogicalType();

  @Test
  void comparesAColumnOnEitherSide() {
    assertThat(converted(call(GREATER_THAN, column("i"), literal(5)))).isEqualTo("i > 5");
    assertThat(converted(call(GREATER_THAN, literal(5), column("i")))).isEqualTo("i < 5");
    assertThat(converted(call(EQUALS, column("i"), literal(new BigDecimal("5.0")))))
        .isEqualTo("i = 5");
    assertThat(converted(call(EQUALS, column("i"), literal(new BigDecimal("5.5")))))
        .as("not taken")
        .isEqualTo("-");
    assertThat(converted(call(EQUALS, column("i"), column("p")))).isEqualTo("-");
    assertThat(converted(call(EQUALS, column("file"), literal(5)))).as("metadata").isEqualTo("-");
    assertThat(converted(call(EQUALS, call(UPPER, column("s")), literal("A")))).isEqualTo("-");
    assertThat(converted(call(EQUALS, column("c"), literal("A")))).as("CHAR").isEqualTo("-");
  }

  @Test
  void takesFieldsWithinColumns() {
    ResolvedExpression age = field("age", 0, DataTypes.INT());
    ResolvedExpression here = field("here", 1, DataTypes.BOOLEAN());
    assertThat(converted(call(GREATER_THAN, age, literal(5)))).isEqualTo("who.age > 5");
    assertThat(converted(call(IS_NULL, age))).isEqualTo("who.age IS NULL");
    assertThat(converted(call(NOT, here))).isEqualTo("who.here = FALSE");
    assertThat(converted(call(IS_NOT_TRUE, here)))
        .isEqualTo("who.here = FALSE OR who.here IS NULL");
    assertThat(converted(call(IS_NULL, field("email", 2, DataTypes.STRING())))).isEqualTo("-");
  }

  @Test
  void turnsNegationsInward() {
    ResolvedExpression less = call(LESS_THAN, column("i"), literal(5));
    ResolvedExpression isNull = call(IS_NULL, column("s"));
    assertThat(converted(call(NOT, call(AND, less, isNull)))).isEqualTo("i >= 5 OR s IS NOT NULL");
    assertThat(converted(call(NOT, call(OR, less, isNull)))).isEqualTo("i >= 5 AND s IS NOT NULL");
    assertThat(converted(call(NOT, column("flag")))).isEqualTo("flag = FALSE");
    assertThat(converted(call(IS_NOT_TRUE, column("flag"))))
        .isEqualTo("flag = FALSE OR flag IS NULL");
    assertThat(converted(call(IS_FALSE, less))).isEqualTo("i >= 5");
    assertThat(converted(call(NOT, call(BETWEEN, column("i"), literal(1), literal(2)))))
        .isEqualTo("i < 1 OR i > 2");
  }

  @Test
  void doesNotNegateWhatMayBeNan() {
    ResolvedExpression less = call(LESS_THAN, column("d"), literal(0.5));
    assertThat(converted(less)).isEqualTo("d < 0.5");
    assertThat(converted(call(NOT, less))).isEqualTo("-");
    assertThat(converted(call(NOT_EQUALS, column("d"), literal(0.5)))).isEqualTo("-");
    assertThat(converted(call(NOT, call(NOT_EQUALS, column("d"), literal(0.5)))))
        .isEqualTo("d = 0.5");
    assertThat(converted(call(LESS_THAN, column("d"), literal(new BigDecimal("0.5")))))
        .as("of a DECIMAL NaN is the highest")
        .isEqualTo("-");
    assertThat(converted(call(LESS_THAN, column("d"), literal(Double.NaN)))).isEqualTo("-");
  }

  @Test
  void takesAPartWhereThatOnlyLetsMoreRowsThrough() {
    ResolvedExpression known = call(LESS_THAN, column("i"), literal(5));
    ResolvedExpression unknown = call(EQUALS, call(UPPER, column("s")), literal("A"));
    assertThat(converted(call(AND, known, unknown))).isEqualTo("i < 5");
    assertThat(converted(call(OR, known, unknown))).isEqualTo("-");
    assertThat(converted(call(NOT, call(AND, known, unknown)))).isEqualTo("-");
    assertThat(converted(call(NOT, call(OR, known, unknown)))).isEqualTo("i >= 5");
  }

  @Test
  void makesListsOfAlternatives() {
    ResolvedExpression chain = call(EQUALS, column("i"), literal(0));
    for (int i = 1; i < 10_000; i++) {
      chain = call(OR, chain, call(EQUALS, column("i"), literal(i)));
    }
    assertThat(converted(chain)).startsWith("i IN (0, 1, 2, ").endsWith(", 9999)");
    assertThat(converted(call(IN, column("s"), literal("a"), literal("b"))))
        .isEqualTo("s IN ('a', 'b')");
    assertThat(converted(call(NOT, call(IN, column("s"), literal("a"), literal("b")))))
        .isEqualTo("s <> 'a' AND s <> 'b'");
  }

  @Test
  void takesPatternsThatArePrefixes() {
    assertThat(converted(call(LIKE, column("s"), literal("a%")))).isEqualTo("s STARTS WITH 'a'");
    assertThat(converted(call(LIKE, column("s"), literal("a")))).isEqualTo("s = 'a'");
    for (String pattern : List.of("a_%", "%a", "a%b", "a\\%", "a%%")) {
      assertThat(converted(call(LIKE, column("s"), literal(pattern)))).isEqualTo("-");
    }
    assertThat(converted(call(NOT, call(LIKE, column("s"), literal("a%"))))).isEqualTo("-");
  }

  @Test
  void comparesOnlyWhatIsOfOneOrder() {
    assertThat(converted(call(LESS_THAN, column("s"), literal("é")))).isEqualTo("s < 'é'");
    assertThat(converted(call(LESS_THAN, column("s"), literal("\uD83D\uDE00")))).isEqualTo("-");
    assertThat(converted(call(EQUALS, column("s"), literal("\uD83D\uDE00"))))
        .isEqualTo("s = '\uD83D\uDE00'");
    assertThat(converted(call(EQUALS, column("ts"), literal(Instant.EPOCH))))
        .isEqualTo("ts = TIMESTAMP '1970-01-01T00:00:00Z'");
    assertThat(converted(call(EQUALS, column("ts"), literal(Instant.EPOCH.plusNanos(1)))))
        .isEqualTo("-");
    assertThat(
            converted(
                call(EQUALS, column("ts"), literal(LocalDateTime.parse("1970-01-01T00:00:00")))))
        .as("in which zone?")
        .isEqualTo("-");
  }

  @Test
  void seesThroughCastsThatChangeNothing() {
    ResolvedExpression wide = cast(column("i"), DataTypes.BIGINT());
    assertThat(converted(call(EQUALS, wide, literal(5L)))).isEqualTo("i = 5");
    assertThat(converted(call(EQUALS, column("i"), cast(literal(5), DataTypes.BIGINT()))))
        .isEqualTo("i = 5");
    assertThat(converted(call(EQUALS, cast(column("i"), DataTypes.STRING()), literal("5"))))
        .isEqualTo("-");
    assertThat(converted(call(EQUALS, column("s"), cast(literal("ab"), DataTypes.VARCHAR(1)))))
        .isEqualTo("-");
  }

  @Test
  void keepsWhatThePartitionDecides() {
    ResolvedExpression part = call(EQUALS, column("p"), literal(1));
    ResolvedExpression data = call(EQUALS, column("i"), literal(2));
    ResolvedExpression unknown = call(EQUALS, call(UPPER, column("s")), literal("A"));
    PushedFilters pushed = new PushedFilters(TYPE, Set.of("p"), true, List.of(part, data, unknown));
    assertThat(pushed.result().getAcceptedFilters()).containsExactly(part, data);
    assertThat(pushed.result().getRemainingFilters()).containsExactly(data, unknown);
    RowSelection rows = pushed.appliedTo(RowSelection.ALL);
    assertThat(rows.wanted()).hasToString("p = 1 AND i = 2");
    assertThat(rows.exact()).hasToString("p = 1");
    assertThat(rows.columns().getFieldNames()).containsExactlyInAnyOrder("p", "i");

    ResolvedExpression mixed = call(OR, part, data);
    assertThat(
            new PushedFilters(TYPE, Set.of("p"), true, List.of(mixed))
                .result()
                .getRemainingFilters())
        .containsExactly(mixed);
    ResolvedExpression weakened = call(AND, part, unknown);
    assertThat(
            new PushedFilters(TYPE, Set.of("p"), true, List.of(weakened))
                .result()
                .getRemainingFilters())
        .containsExactly(weakened);
    ResolvedExpression real = call(EQUALS, column("d"), literal(0.0));
    assertThat(
            new PushedFilters(TYPE, Set.of("d"), true, List.of(real))
                .result()
                .getRemainingFilters())
        .containsExactly(real);
  }

  /** A plan may be compiled while the table is partitioned, and run when it no longer is. */
  @Test
  void leavesAllConditionsOfAStreamToFlinkAsWell() {
    ResolvedExpression part = call(EQUALS, column("p"), literal(1));
    PushedFilters pushed = new PushedFilters(TYPE, Set.of("p"), false, List.of(part));
    assertThat(pushed.result().getAcceptedFilters()).containsExactly(part);
    assertThat(pushed.result().getRemainingFilters()).containsExactly(part);
    assertThat(pushed.appliedTo(RowSelection.ALL).exact()).hasToString("p = 1");
  }

  private static String converted(ResolvedExpression condition) {
    return new FilterExpressions(TYPE)
        .convert(condition)
        .map(it -> it.predicate().toString())
        .orElse("-");
  }

  private static ResolvedExpression column(String name) {
    int index = TYPE.getFieldIndex(name);
    DataType type = index < 0 ? DataTypes.INT() : COLUMNS.getChildren().get(index);
    return new FieldReferenceExpression(name, type, 0, Math.max(0, index));
  }

  private static ResolvedExpression literal(Object value) {
    return new ValueLiteralExpression(value);
  }

  private static ResolvedExpression cast(ResolvedExpression operand, DataType type) {
    return CallExpression.permanent(CAST, List.of(operand), type);
  }

  private static ResolvedExpression call(
      BuiltInFunctionDefinition function, ResolvedExpression... operands) {
    return CallExpression.permanent(function, List.of(operands), DataTypes.BOOLEAN());
  }

  private static ResolvedExpression field(String name, int index, DataType type) {
    return new NestedFieldReferenceExpression(
        new String[] {"who", name}, new int[] {TYPE.getFieldIndex("who"), index}, type);
  }
}
