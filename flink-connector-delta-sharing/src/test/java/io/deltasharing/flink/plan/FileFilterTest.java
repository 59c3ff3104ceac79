/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static io.deltasharing.flink.plan.FileFacts.Skip.BY_PARTITION;
import static io.deltasharing.flink.plan.FileFacts.Skip.BY_STATISTICS;
import static io.deltasharing.flink.plan.FileFacts.Skip.NOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.FileFacts.Skip;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Predicate.Comparison;
import io.deltasharing.flink.predicate.Predicate.Operator;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.predicate.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are left out, and those that only look as if they could be. */
class FileFilterTest {
  private static final Map<String, @Nullable String> NO_PARTITION = Map.of();

  @Test
  void leavesOutByTheLowestAndHighestValue() {
    String stats = stats("5", "9", 0);
    assertThat(skip("long", Operator.LT, whole(5), stats)).isEqualTo(BY_STATISTICS);
    assertThat(skip("long", Operator.LE, whole(5), stats)).isEqualTo(NOT);
    assertThat(skip("long", Operator.GT, whole(9), stats)).isEqualTo(BY_STATISTICS);
    assertThat(skip("long", Operator.EQ, whole(10), stats)).isEqualTo(BY_STATISTICS);
    assertThat(skip("long", Operator.NE, whole(5), stats("5", "5", 0))).isEqualTo(BY_STATISTICS);
  }

  @Test
  void countsNulls() {
    Predicate isNull = new Predicate.IsNull(Column.of("c"));
    Predicate isNotNull = new Predicate.IsNotNull(Column.of("c"));
    assertThat(skip("long", isNull, stats("5", "9", 0))).isEqualTo(BY_STATISTICS);
    assertThat(skip("long", isNull, stats("5", "9", 1))).isEqualTo(NOT);
    assertThat(skip("long", isNotNull, stats("null", "null", 10))).isEqualTo(BY_STATISTICS);
    assertThat(skip("long", isNotNull, stats("null", "null", 9))).isEqualTo(NOT);
    assertThat(skip("long", isNotNull, "{'nullCount':{'c':10}}")).as("of how many").isEqualTo(NOT);
  }

  @Test
  void aTextMayHaveBeenCut() {
    String cut = "x".repeat(32);
    assertThat(skip("string", Operator.GT, Value.Text.of("b"), stats("'a'", "'b'", 0)))
        .isEqualTo(BY_STATISTICS);
    assertThat(skip("string", Operator.GT, Value.Text.of(cut), stats("'a'", "'" + cut + "'", 0)))
        .as("what follows the cut is not known")
        .isEqualTo(NOT);
    assertThat(
            skip(
                "string",
                Operator.EQ,
                Value.Text.of("\uD83D\uDE00"),
                stats("'a'", "'\\\\uD83D'", 0)))
        .as("half a character")
        .isEqualTo(NOT);
    Predicate startsWith = new Predicate.StartsWith(Column.of("c"), Octets.of("b"));
    assertThat(skip("string", startsWith, stats("'c'", "'d'", 0))).isEqualTo(BY_STATISTICS);
    assertThat(skip("string", startsWith, stats("'a'", "'b'", 0))).isEqualTo(NOT);
  }

  /** An emoji is higher than the mark as UTF-8, and lower as UTF-16. */
  @Test
  void aTextMayHaveBeenCutByOldWriters() {
    String cut = "x".repeat(32);
    assertThat(
            skip(
                "string",
                Operator.EQ,
                Value.Text.of(cut + "\uD83D\uDE00z"),
                stats("'a'", "'" + cut + "\uFFFD'", 0)))
        .isEqualTo(NOT);
    String half = "x".repeat(31);
    String stats = stats("'a'", "'" + half + "?\uFFFD'", 0);
    assertThat(skip("string", Operator.GE, Value.Text.of(half + "y"), stats))
        .as("half an emoji was cut off")
        .isEqualTo(NOT);
    assertThat(skip("string", Operator.GE, Value.Text.of("y"), stats)).isEqualTo(BY_STATISTICS);
  }

  @Test
  void aTimeMayHaveBeenCut() {
    String stats = stats("'2026-01-01T00:00:00.001Z'", "'2026-01-01T00:00:00.002Z'", 0);
    assertThat(skip("timestamp", Operator.GT, micros("2026-01-01T00:00:00.002500Z"), stats))
        .isEqualTo(NOT);
    assertThat(skip("timestamp", Operator.GE, micros("2026-01-01T00:00:00.003Z"), stats))
        .isEqualTo(BY_STATISTICS);
    assertThat(skip("timestamp", Operator.LT, micros("2026-01-01T00:00:00.001Z"), stats))
        .isEqualTo(BY_STATISTICS);
    String old = stats("'1960-01-01T00:00:00.001Z'", "'1960-01-01T00:00:00.001Z'", 0);
    assertThat(skip("timestamp", Operator.LT, micros("1960-01-01T00:00:00.001Z"), old))
        .as("cut towards the epoch")
        .isEqualTo(NOT);
    String zoneless = stats("'2026-01-01T00:00:00.001'", "'2026-01-01T00:00:00.002'", 0);
    Value later = micros("2027-01-01T00:00:00Z");
    assertThat(skip("timestamp", Operator.GT, later, zoneless)).as("whose zone?").isEqualTo(NOT);
    assertThat(skip("timestamp_ntz", Operator.GT, later, zoneless)).isEqualTo(BY_STATISTICS);
    String shifted = stats("'2026-01-01T00:00:00.000-08:00'", "'2026-01-01T00:00:00.000-08:00'", 0);
    assertThat(skip("timestamp", Operator.LE, micros("2026-01-01T07:00:00Z"), shifted))
        .isEqualTo(BY_STATISTICS);
  }

  /** Shanghai was 8:05:43 ahead; old writers stated 8:05. */
  @Test
  void theSecondsOfAnOffsetMayBeMissing() {
    String stats = stats("'1900-01-01T00:00:00.000+08:05'", "'1900-01-01T00:00:00.000+08:05'", 0);
    assertThat(skip("timestamp", Operator.LE, micros("1899-12-31T15:54:17Z"), stats))
        .isEqualTo(NOT);
    assertThat(skip("timestamp", Operator.LE, micros("1899-12-31T15:53:00Z"), stats))
        .isEqualTo(BY_STATISTICS);
    assertThat(skip("timestamp", Operator.GE, micros("1899-12-31T15:55:43Z"), stats))
        .isEqualTo(NOT);
    assertThat(skip("timestamp", Operator.GE, micros("1899-12-31T15:57:00Z"), stats))
        .isEqualTo(BY_STATISTICS);
  }

  @Test
  void datesAreDays() {
    Value day = new Value.Whole(Value.Unit.DAYS, LocalDate.parse("2026-01-02").toEpochDay());
    String stats = stats("'2026-01-01'", "'2026-01-02'", 0);
    assertThat(skip("date", Operator.GT, day, stats)).isEqualTo(BY_STATISTICS);
    assertThat(skip("date", Operator.GE, day, stats)).isEqualTo(NOT);
  }

  @Test
  void realsMayHideNan() {
    assertThat(skip("double", Operator.NE, new Value.Real(1), stats("1.0", "1.0", 0)))
        .isEqualTo(NOT);
    assertThat(skip("double", Operator.GT, new Value.Real(1), stats("1.0", "'NaN'", 0)))
        .isEqualTo(NOT);
    assertThat(skip("double", Operator.GT, new Value.Real(1), stats("1.0", "1.0", 0)))
        .isEqualTo(BY_STATISTICS);
    assertThat(skip("double", Operator.LT, new Value.Real(0), stats("-0.0", "1.0", 0)))
        .isEqualTo(BY_STATISTICS);
    assertThat(skip("double", Operator.EQ, new Value.Real(0), stats("-1.0", "-0.0", 0)))
        .isEqualTo(NOT);
    assertThat(
            skip(
                "double",
                Operator.LT,
                new Value.Real(Double.POSITIVE_INFINITY),
                stats("'Infinity'", "'Infinity'", 0)))
        .isEqualTo(BY_STATISTICS);
  }

  @Test
  void aFloatIsNotTheDoubleOfItsDigits() {
    String stats = stats("0.1", "0.1", 0);
    assertThat(skip("float", Operator.GT, new Value.Real(0.1), stats)).isEqualTo(NOT);
    assertThat(skip("float", Operator.GT, new Value.Real(0.1f), stats)).isEqualTo(BY_STATISTICS);
    assertThat(skip("double", Operator.GT, new Value.Real(0.1), stats)).isEqualTo(BY_STATISTICS);
    String widened =
        "{'delta.typeChanges':[{'fromType':'float','toType':'double','tableVersion':1}]}";
    assertThat(
            filter(
                    "double",
                    widened,
                    new Comparison(Column.of("c"), Operator.GT, new Value.Real(2)))
                .skip(NO_PARTITION, quoted(stats)))
        .isEqualTo(NOT);
  }

  @Test
  void aColumnThatIsWidenedMeanwhileLosesNoFile() {
    Value tenth = new Value.Real(0.1);
    assertThat(skip("float", Operator.LE, tenth, stats("0.1", "0.1", 0))).isEqualTo(NOT);
    assertThat(skip("float", Operator.GT, new Value.Real(0), stats("1e-50", "1e-50", 0)))
        .isEqualTo(NOT);
    assertThat(skip("float", Operator.LT, new Value.Real(1e301), stats("1e300", "1e300", 0)))
        .isEqualTo(NOT);
    Value big = new Value.Exact(new BigDecimal("12345678901234567890.12"));
    assertThat(skip("decimal(10,2)", Operator.GE, big, stats("1", "12345678901234567000.00", 0)))
        .isEqualTo(NOT);
  }

  @Test
  void decimalsAreNotDoubles() {
    Value big = new Value.Exact(new BigDecimal("12345678901234567890.12"));
    assertThat(skip("decimal(10,2)", Operator.GT, exact("1.25"), stats("1.00", "1.25", 0)))
        .isEqualTo(BY_STATISTICS);
    assertThat(skip("decimal(22,2)", Operator.GE, big, stats("1", "12345678901234567000.00", 0)))
        .as("by a writer that goes through doubles")
        .isEqualTo(NOT);
    assertThat(skip("decimal(22,2)", Operator.GT, big, stats("1", "12345678901", 0)))
        .isEqualTo(BY_STATISTICS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{'numRecords':'many','minValues':7,'maxValues':[],'nullCount':null}",
        "{'numRecords':10,'minValues':{'c':'x'},'maxValues':{'c':'y'},'nullCount':{'c':-1}}",
        "{'minValues':{'c':{'d':1}},'maxValues':{'c':[1]},'nullCount':{'c':1.5}}",
        "{'minValues':{'c':5.5},'maxValues':{'c':99999999999999999999}}",
        "{'minValues':{'c':5},'maxValues':{'c':9}"
      })
  void whatMakesNoSenseDecidesNothing(String stats) {
    assertThat(skip("long", Operator.LT, whole(0), stats)).isEqualTo(NOT);
    assertThat(skip("long", Operator.GT, whole(100), stats)).isEqualTo(NOT);
  }

  @Test
  void fieldsOfStructsAreLookedUp() {
    TableDefinition table =
        table(
            "{'name':'s','type':{'type':'struct','fields':[{'name':'A','type':'long','nullable':true,"
                + "'metadata':{}}]},'nullable':true,'metadata':{}}");
    FileFilter filter =
        FileFilter.of(new Comparison(new Column(List.of("S", "a")), Operator.GT, whole(9)), table);
    String stats =
        quoted("{'minValues':{'s':{'A':1}},'maxValues':{'x':{'A':99},'s':{'B':99,'A':9}}}");
    assertThat(filter.skip(NO_PARTITION, stats)).isEqualTo(BY_STATISTICS);
  }

  @Test
  void columnsAreFoundByTheirPhysicalNames() {
    TableDefinition table =
        new TableDefinition(
            "id",
            schema(
                field(
                        "c",
                        "long",
                        "{'delta.columnMapping.id':1,'delta.columnMapping.physicalName':'col-1'}")
                    + ","
                    + field(
                        "p",
                        "date",
                        "{'delta.columnMapping.id':2,'delta.columnMapping.physicalName':'col-2'}")),
            List.of("p"),
            "name");
    FileFilter filter =
        FileFilter.of(
            Predicate.allOf(
                List.of(
                    new Comparison(Column.of("C"), Operator.GT, whole(9)),
                    new Comparison(
                        Column.of("p"), Operator.EQ, new Value.Whole(Value.Unit.DAYS, 0)))),
            table);
    String low = quoted("{'minValues':{'col-1':1},'maxValues':{'col-1':2,'c':99}}");
    assertThat(filter.skip(Map.of("col-2", "1970-01-01"), low)).isEqualTo(BY_STATISTICS);
    assertThat(filter.skip(Map.of("col-2", "1970-01-02"), low)).isEqualTo(BY_PARTITION);
  }

  @Test
  void partitionsAreJudgedByTheirValue() {
    Value third = new Value.Whole(Value.Unit.NUMBER, 3);
    FileFilter filter = partitioned("long", new Comparison(Column.of("c"), Operator.NE, third));
    assertThat(filter.byPartition(Map.of("c", "3"))).isEqualTo(Verdict.NONE);
    assertThat(filter.byPartition(Map.of("c", "4"))).isEqualTo(Verdict.ALL);
    assertThat(filter.byPartition(Map.of("c", ""))).as("null").isEqualTo(Verdict.NONE);
    assertThat(filter.byPartition(Collections.singletonMap("c", null))).isEqualTo(Verdict.NONE);
    assertThat(filter.byPartition(Map.of("c", "three"))).isEqualTo(Verdict.SOME);

    FileFilter reals =
        partitioned("double", new Comparison(Column.of("c"), Operator.GE, new Value.Real(0)));
    assertThat(reals.byPartition(Map.of("c", "-0.0"))).isEqualTo(Verdict.ALL);
    assertThat(reals.byPartition(Map.of("c", "NaN"))).isNotEqualTo(Verdict.ALL);
  }

  @Test
  void ofColumnsThatDifferInCaseOnlyTheOneThatIsSpelledTheSameIsMeant() {
    TableDefinition table =
        new TableDefinition(
            "id",
            schema(
                field("c", "long", "{}")
                    + ","
                    + field("C", "long", "{}")
                    + ","
                    + field("P", "long", "{}")
                    + ","
                    + field("p", "long", "{}")),
            List.of("p"),
            "none");
    String stats = quoted("{'minValues':{'c':1,'C':5,'P':1},'maxValues':{'c':4,'C':9,'P':2}}");
    Map<String, String> partition = Map.of("p", "7");
    assertThat(equal("c", 5, table).skip(partition, stats)).isEqualTo(BY_STATISTICS);
    assertThat(equal("C", 5, table).skip(partition, stats)).isEqualTo(NOT);
    assertThat(equal("P", 7, table).skip(partition, stats)).isEqualTo(BY_STATISTICS);
    assertThat(equal("p", 7, table).skip(partition, stats)).isEqualTo(NOT);
    assertThat(equal("p", 1, table).skip(partition, stats)).isEqualTo(BY_PARTITION);
  }

  @Test
  void aNameThatMayBeSeveralFieldsDecidesNothing() {
    TableDefinition table =
        table(
            "{'name':'s','type':{'type':'struct','fields':["
                + field("ab", "long", "{}")
                + ","
                + field("AB", "long", "{}")
                + "]},'nullable':true,'metadata':{}}");
    FileFilter filter =
        FileFilter.of(
            new Comparison(new Column(List.of("s", "Ab")), Operator.EQ, whole(50)), table);
    assertThat(filter.needsStatistics()).isFalse();
  }

  @Test
  void columnsThatAreNotThereDecideNothing() {
    FileFilter filter =
        filter("long", "{}", new Comparison(Column.of("other"), Operator.EQ, whole(1)));
    assertThat(filter.needsStatistics()).isFalse();
    assertThat(filter.skip(NO_PARTITION, quoted(stats("5", "9", 0)))).isEqualTo(NOT);
  }

  private static FileFilter equal(String column, long value, TableDefinition table) {
    return FileFilter.of(new Comparison(Column.of(column), Operator.EQ, whole(value)), table);
  }

  private static Skip skip(String type, Operator operator, Value value, String stats) {
    return skip(type, new Comparison(Column.of("c"), operator, value), stats);
  }

  private static Skip skip(String type, Predicate predicate, String stats) {
    return filter(type, "{}", predicate).skip(NO_PARTITION, quoted(stats));
  }

  private static FileFilter filter(String type, String metadata, Predicate predicate) {
    return FileFilter.of(predicate, table(field("c", type, metadata)));
  }

  private static FileFilter partitioned(String type, Predicate predicate) {
    return FileFilter.of(
        predicate, new TableDefinition("id", schema(field("c", type, "{}")), List.of("c"), "none"));
  }

  private static TableDefinition table(String fields) {
    return new TableDefinition("id", schema(fields), List.of(), "none");
  }

  private static String schema(String fields) {
    return quoted("{'type':'struct','fields':[" + fields + "]}");
  }

  private static String field(String name, String type, String metadata) {
    return "{'name':'"
        + name
        + "','type':'"
        + type
        + "','nullable':true,'metadata':"
        + metadata
        + "}";
  }

  /** Of ten rows of a column c. */
  private static String stats(String min, String max, int nulls) {
    return "{'numRecords':10,'minValues':{'c':"
        + min
        + "},'maxValues':{'c':"
        + max
        + "},'nullCount':{'c':"
        + nulls
        + "},'tightBounds':true}";
  }

  private static String quoted(String json) {
    return json.replace('\'', '"').replace("\\\\", "\\");
  }

  private static Value whole(long value) {
    return new Value.Whole(Value.Unit.NUMBER, value);
  }

  private static Value exact(String value) {
    return new Value.Exact(new BigDecimal(value));
  }

  private static Value micros(String instant) {
    return new Value.Whole(
        Value.Unit.MICROS, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant)));
  }
}
