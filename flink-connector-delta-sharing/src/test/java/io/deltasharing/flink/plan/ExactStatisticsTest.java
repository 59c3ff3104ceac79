/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log knows to the letter, and what it only seems to know. */
class ExactStatisticsTest {
  private static final Column NUMBER = Column.of("number");
  private static final Column TEXT = Column.of("text");
  private static final Column PART = Column.of("part");
  private static final TableDefinition TABLE =
      new TableDefinition(
          "id",
          "{\"type\":\"struct\",\"fields\":["
              + field("number", "long")
              + ","
              + field("text", "string")
              + ","
              + field("part", "integer")
              + ","
              + field("price", "decimal(10,2)")
              + ","
              + field("day", "date")
              + "]}",
          List.of("part"),
          "none");
  private static final String WHOLE =
      "{'numRecords':10,'minValues':{'number':3,'text':'a'},'maxValues':{'number':7,'text':'b'},"
          + "'nullCount':{'number':4,'text':0}}";

  @Test
  void addsUpFiles() {
    ExactStatistics statistics = new ExactStatistics(Set.of(NUMBER, TEXT, PART), null, TABLE);
    statistics.add(file("a", "5", null), json(WHOLE));
    statistics.add(file("b", null, null), json(WHOLE.replace("3", "-3").replace("'b'", "'z'")));
    statistics.add(
        file("c", "2", null),
        json("{'numRecords':1,'nullCount':{'number':1,'text':1},'tightBounds':true}"));

    assertThat(statistics.isExact()).isTrue();
    assertThat(statistics.rows()).isEqualTo(21);
    assertThat(statistics.lowest(NUMBER)).isEqualTo(whole(-3));
    assertThat(statistics.highest(NUMBER)).isEqualTo(whole(7));
    assertThat(statistics.isBounded(TEXT)).as("texts may be cut").isFalse();
    assertThat(statistics.lowest(PART)).isEqualTo(whole(2));
    assertThat(statistics.highest(PART)).isEqualTo(whole(5));
  }

  @Test
  void knowsThatThereIsNothing() {
    ExactStatistics statistics = new ExactStatistics(Set.of(NUMBER), null, TABLE);
    assertThat(statistics.isExact()).isTrue();
    assertThat(statistics.rows()).isZero();
    assertThat(statistics.isBounded(NUMBER)).isTrue();
    assertThat(statistics.lowest(NUMBER)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'minValues':{'number':3},'maxValues':{'number':7},'nullCount':{'number':4}}",
        "{'numRecords':10,'minValues':{'number':3},'maxValues':{'number':7}}",
        "{'numRecords':10,'nullCount':{'number':11}}",
        "{'numRecords':10,'nullCount':{'number':0},'tightBounds':false}"
      })
  void isNotExactWhereTheLogDoesNotSay(String stats) {
    ExactStatistics statistics = new ExactStatistics(Set.of(NUMBER), null, TABLE);
    statistics.add(file("a", "5", null), json(stats));
    assertThat(statistics.isExact()).isFalse();
  }

  @Test
  void countsWithoutBounds() {
    ExactStatistics statistics = new ExactStatistics(Set.of(NUMBER), null, TABLE);
    statistics.add(file("a", "5", null), json("{'numRecords':10,'nullCount':{'number':1}}"));
    assertThat(statistics.isExact()).isTrue();
    assertThat(statistics.isBounded(NUMBER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'numRecords':3,'nullCount':{'number':0},'minValues':{'number':5},'maxValues':{'number':-3}}",
        "{'numRecords':3,'nullCount':{'number':3},'minValues':{'number':5},'maxValues':{'number':5}}"
      })
  void whatContradictsItselfBoundsNothing(String stats) {
    ExactStatistics statistics = new ExactStatistics(Set.of(NUMBER), null, TABLE);
    statistics.add(file("a", "5", null), json(stats));
    assertThat(statistics.isBounded(NUMBER)).isFalse();
  }

  @Test
  void aDecimalThatWasADoubleOnItsWayBoundsNothing() {
    Column price = Column.of("price");
    String exact =
        "{'numRecords':10,'nullCount':{'price':0},'minValues':{'price':0.1},'maxValues':{'price':0.30}}";
    ExactStatistics statistics = new ExactStatistics(Set.of(price), null, TABLE);
    statistics.add(file("a", "5", null), json(exact));
    assertThat(statistics.highest(price)).isEqualTo(new Value.Exact(new BigDecimal("0.3")));
    assertThat(statistics.isBounded(price)).isTrue();
    statistics.add(file("b", "5", null), json(exact.replace("0.30", "0.30000000000000004")));
    assertThat(statistics.isBounded(price)).isFalse();
  }

  /** Old writers stated a day of one calendar and wrote one of the other. */
  @Test
  void aDateBeforeTheGregorianCalendarBoundsNothing() {
    Column day = Column.of("day");
    String stats =
        "{'numRecords':1,'nullCount':{'day':0},'minValues':{'day':'1582-10-15'},'maxValues':{'day':'1600-01-01'}}";
    ExactStatistics statistics = new ExactStatistics(Set.of(day), null, TABLE);
    statistics.add(file("a", "5", null), json(stats));
    assertThat(statistics.isBounded(day)).isTrue();
    statistics.add(file("b", "5", null), json(stats.replace("1582-10-15", "1582-10-14")));
    assertThat(statistics.isBounded(day)).isFalse();
  }

  @Test
  void isNotExactWhereRowsWereDeleted() {
    ExactStatistics statistics = new ExactStatistics(Set.of(), null, TABLE);
    statistics.add(file("a", "5", new DeletionVector("i", "x", null, 1, 1)), json(WHOLE));
    assertThat(statistics.isExact()).isFalse();
  }

  @Test
  void countsThePartitionsThatAreWanted() {
    Predicate five = new Predicate.Comparison(PART, Predicate.Operator.EQ, whole(5));
    ExactStatistics statistics = new ExactStatistics(Set.of(), FileFilter.of(five, TABLE), TABLE);
    statistics.add(file("a", "5", null), json(WHOLE));
    statistics.add(file("b", "6", null), null);
    assertThat(statistics.isExact()).isTrue();
    assertThat(statistics.rows()).isEqualTo(10);
    statistics.add(file("c", "five", null), json(WHOLE));
    assertThat(statistics.isExact()).isFalse();
  }

  private static DataFile file(
      String path, @Nullable String part, @Nullable DeletionVector vector) {
    Map<String, @Nullable String> partition = new HashMap<>();
    partition.put("part", part);
    return new DataFile(path, 1, partition, vector);
  }

  private static String field(String name, String type) {
    return "{\"name\":\""
        + name
        + "\",\"type\":\""
        + type
        + "\",\"nullable\":true,\"metadata\":{}}";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Value whole(long value) {
    return new Value.Whole(Value.Unit.NUMBER, value);
  }
}
