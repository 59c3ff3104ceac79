/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Sixteen columns after the fashion of TPC-H's lineitem, ascending by the first of them. */
public final class Lineitem extends Rows {
  public static final List<Column> COLUMNS =
      List.of(
          new Column("l_orderkey", Kind.LONG),
          new Column("l_partkey", Kind.LONG),
          new Column("l_suppkey", Kind.LONG),
          new Column("l_linenumber", Kind.INT),
          new Column("l_quantity", Kind.DECIMAL),
          new Column("l_extendedprice", Kind.DECIMAL),
          new Column("l_discount", Kind.DECIMAL),
          new Column("l_tax", Kind.DECIMAL),
          new Column("l_returnflag", Kind.TEXT),
          new Column("l_linestatus", Kind.TEXT),
          new Column("l_shipdate", Kind.DATE),
          new Column("l_commitdate", Kind.DATE),
          new Column("l_receiptdate", Kind.DATE),
          new Column("l_shipinstruct", Kind.TEXT),
          new Column("l_shipmode", Kind.TEXT),
          new Column("l_comment", Kind.TEXT));

  /** Values of l_partkey are from 1 to this, evenly. */
  public static final int PARTS = 200_000;

  /** How many rows have one l_orderkey, on average. */
  public static final int LINES_OF_ORDER = 4;

  private static final int SUPPLIERS = 10_000;
  private static final int FIRST_DAY = 8035;
  private static final int DAYS = 2405;
  private static final int SHIPPED_UNTIL = 9298;
  private static final List<String> INSTRUCTIONS =
      List.of("DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN");
  private static final List<String> MODES =
      List.of("REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB");

  private final SplittableRandom random = new SplittableRandom(42);
  private final SplittableRandom gaps = new SplittableRandom(43);
  private final int nullsPerHundred;
  private long order;
  private int orderDay;
  private int line;
  private int lines;

  /**
   * @param nullsPerHundred of each column but the first
   */
  Lineitem(int nullsPerHundred) {
    this.nullsPerHundred = nullsPerHundred;
  }

  /** Columns by their names, as Flink has them. */
  public static RowType rowType(List<Column> columns) {
    return RowType.of(
        columns.stream().map(it -> it.kind().type()).toArray(LogicalType[]::new),
        columns.stream().map(Column::name).toArray(String[]::new));
  }

  @Override
  MessageType fileSchema() {
    return MessageTypeParser.parseMessageType(
        COLUMNS.stream()
            .map(it -> it.kind().inFile(it.name()))
            .collect(joining("", "message spark_schema {", "}")));
  }

  @Override
  String tableSchema() {
    return COLUMNS.stream()
        .map(it -> TableFields.field(it.name(), it.kind().inTable()))
        .collect(joining(",", "{\"type\":\"struct\",\"fields\":[", "]}"));
  }

  @Override
  RowType rowType() {
    return rowType(COLUMNS);
  }

  @Override
  long key() {
    return order;
  }

  @Override
  void next(RecordConsumer out) {
    if (line == lines) {
      line = 0;
      lines = 1 + random.nextInt(2 * LINES_OF_ORDER - 1);
      order++;
      orderDay = FIRST_DAY + random.nextInt(DAYS);
    }
    line++;
    out.startMessage();
    keys(out);
    amounts(out);
    days(out);
    text(out, 13, INSTRUCTIONS.get(random.nextInt(INSTRUCTIONS.size())));
    text(out, 14, MODES.get(random.nextInt(MODES.size())));
    text(out, 15, Words.sentence(random));
    out.endMessage();
  }

  private void keys(RecordConsumer out) {
    write(out, COLUMNS.get(0).name(), 0, order);
    number(out, 1, 1 + random.nextInt(PARTS));
    number(out, 2, 1 + random.nextInt(SUPPLIERS));
    if (isThere()) {
      write(out, COLUMNS.get(3).name(), 3, line);
    }
  }

  private void amounts(RecordConsumer out) {
    int quantity = 1 + random.nextInt(50);
    number(out, 4, quantity * 100L);
    number(out, 5, quantity * (90_000L + random.nextInt(110_000)));
    number(out, 6, random.nextInt(11));
    number(out, 7, random.nextInt(9));
  }

  private void days(RecordConsumer out) {
    int shipped = orderDay + 1 + random.nextInt(121);
    int received = shipped + 1 + random.nextInt(30);
    boolean returned = random.nextBoolean();
    text(out, 8, received > SHIPPED_UNTIL ? "N" : returned ? "R" : "A");
    text(out, 9, shipped > SHIPPED_UNTIL ? "O" : "F");
    day(out, 10, shipped);
    day(out, 11, orderDay + 30 + random.nextInt(61));
    day(out, 12, received);
  }

  private void number(RecordConsumer out, int index, long value) {
    if (isThere()) {
      write(out, COLUMNS.get(index).name(), index, value);
    }
  }

  private void day(RecordConsumer out, int index, int value) {
    if (isThere()) {
      write(out, COLUMNS.get(index).name(), index, value);
    }
  }

  private void text(RecordConsumer out, int index, String value) {
    if (isThere()) {
      write(out, COLUMNS.get(index).name(), index, value);
    }
  }

  private boolean isThere() {
    return nullsPerHundred == 0 || gaps.nextInt(100) >= nullsPerHundred;
  }
}
