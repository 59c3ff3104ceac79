/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import java.util.SplittableRandom;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A number, an array of texts, a map, a struct and an array of structs. */
public final class Orders extends Rows {
  private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
  public static final RowType TYPE =
      RowType.of(
          new LogicalType[] {
            new BigIntType(),
            new ArrayType(TEXT),
            new MapType(TEXT.copy(false), TEXT),
            row("city", TEXT, "floor", new IntType(), "area", new DoubleType()),
            new ArrayType(row("sku", TEXT, "pieces", new IntType(), "price", new DoubleType()))
          },
          new String[] {"id", "tags", "attributes", "place", "items"});

  private static final String SCHEMA =
      """
      message spark_schema {
        optional int64 id;
        optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
        optional group attributes (MAP) { repeated group key_value {
          required binary key (STRING); optional binary value (STRING); } }
        optional group place {
          optional binary city (STRING); optional int32 floor; optional double area; }
        optional group items (LIST) { repeated group list { optional group element {
          optional binary sku (STRING); optional int32 pieces; optional double price; } } }
      }
      """;

  private final SplittableRandom random = new SplittableRandom(7);
  private long id;

  private static RowType row(
      String a, LogicalType typeOfA, String b, LogicalType typeOfB, String c, LogicalType typeOfC) {
    return RowType.of(new LogicalType[] {typeOfA, typeOfB, typeOfC}, new String[] {a, b, c});
  }

  @Override
  MessageType fileSchema() {
    return MessageTypeParser.parseMessageType(SCHEMA);
  }

  @Override
  String tableSchema() {
    String text = "\"string\"";
    return TableFields.struct(
        TableFields.field("id", "\"long\""),
        TableFields.field("tags", TableFields.array(text)),
        TableFields.field("attributes", TableFields.map(text, text)),
        TableFields.field("place", fields("city", "floor", "area")),
        TableFields.field("items", TableFields.array(fields("sku", "pieces", "price"))));
  }

  private static String fields(String text, String number, String fraction) {
    return TableFields.struct(
        TableFields.field(text, "\"string\""),
        TableFields.field(number, "\"integer\""),
        TableFields.field(fraction, "\"double\""));
  }

  @Override
  RowType rowType() {
    return TYPE;
  }

  @Override
  long key() {
    return id;
  }

  @Override
  void next(RecordConsumer out) {
    id++;
    out.startMessage();
    write(out, "id", 0, id);
    repeated(
        out,
        "tags",
        1,
        "list",
        random.nextInt(5),
        it -> write(out, "element", 0, Words.one(random)));
    repeated(
        out,
        "attributes",
        2,
        "key_value",
        random.nextInt(4),
        it -> {
          write(out, "key", 0, "k" + it);
          write(out, "value", 1, Words.one(random) + random.nextInt(1000));
        });
    out.startField("place", 3);
    three(out, "city", Words.one(random), "floor", "area");
    out.endField("place", 3);
    repeated(out, "items", 4, "list", random.nextInt(5), it -> item(out));
    out.endMessage();
  }

  private void item(RecordConsumer out) {
    out.startField("element", 0);
    three(out, "sku", "sku-" + random.nextInt(5000), "pieces", "price");
    out.endField("element", 0);
  }

  private void three(RecordConsumer out, String name, String text, String number, String fraction) {
    out.startGroup();
    write(out, name, 0, text);
    write(out, number, 1, random.nextInt(1000));
    write(out, fraction, 2, random.nextInt(100_000) / 100.0);
    out.endGroup();
  }

  private interface Element {
    void write(int index);
  }

  private static void repeated(
      RecordConsumer out, String name, int index, String inner, int count, Element element) {
    out.startField(name, index);
    out.startGroup();
    if (count > 0) {
      out.startField(inner, 0);
      for (int i = 0; i < count; i++) {
        out.startGroup();
        element.write(i);
        out.endGroup();
      }
      out.endField(inner, 0);
    }
    out.endGroup();
    out.endField(name, index);
  }
}
