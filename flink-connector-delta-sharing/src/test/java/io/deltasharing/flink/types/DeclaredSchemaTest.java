/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.types.VariantType;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class DeclaredSchemaTest {
  private static final StructType TABLE =
      new StructType()
          .add("id", LongType.LONG, false)
          .add("Price", new DecimalType(12, 4))
          .add("at", TimestampType.TIMESTAMP)
          .add("local", TimestampNTZType.TIMESTAMP_NTZ)
          .add(
              "who",
              new StructType().add("name", StringType.STRING).add("age", IntegerType.INTEGER))
          .add("tags", new ArrayType(StringType.STRING, true))
          .add("sizes", new MapType(StringType.STRING, LongType.LONG, true));

  private static final String LEAD =
      "The declared columns do not fit the shared table market.live.trades:\n";

  private static final String COLUMNS =
      "\nThe table's columns are: id BIGINT, Price DECIMAL(12, 4), at TIMESTAMP_LTZ(6),"
          + " local TIMESTAMP(6), who ROW<`name` STRING, `age` INT>, tags ARRAY<STRING>,"
          + " sizes MAP<STRING NOT NULL, BIGINT>";

  @Test
  void takesTheDeclaredColumnsInDeclaredOrder() {
    StructType matched =
        match(
            DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6)),
            DataTypes.FIELD("id", DataTypes.BIGINT()));
    assertThat(matched.fieldNames()).containsExactly("at", "id");
    assertThat(matched.get("id")).isEqualTo(TABLE.get("id"));
  }

  @Test
  void findsColumnsOfAnotherCaseAndKeepsTheTablesSpelling() {
    StructType matched =
        match(
            DataTypes.FIELD("PRICE", DataTypes.DECIMAL(12, 4)),
            DataTypes.FIELD("WHO", DataTypes.ROW(DataTypes.FIELD("NAME", DataTypes.STRING()))));
    assertThat(matched.fieldNames()).containsExactly("Price", "who");
    assertThat(((StructType) matched.get("who").getDataType()).fieldNames())
        .containsExactly("name");
  }

  @Test
  void prefersTheColumnThatIsSpelledTheSame() {
    StructType table = new StructType().add("A", LongType.LONG).add("a", StringType.STRING);
    RowType declared = row(DataTypes.FIELD("a", DataTypes.STRING()));
    assertThat(DeclaredSchema.match(declared, table, "s.d.t").fieldNames()).containsExactly("a");
  }

  @Test
  void aNameThatMayBeSeveralColumnsIsNoneOfThem() {
    StructType fields = new StructType().add("x", LongType.LONG).add("X", LongType.LONG);
    StructType table =
        new StructType()
            .add("id", LongType.LONG)
            .add("ID", LongType.LONG)
            .add("iD", LongType.LONG)
            .add("list", new ArrayType(fields, true))
            .add("yy", new StructType().add("yY", LongType.LONG).add("Yy", LongType.LONG));
    RowType declared =
        row(
            DataTypes.FIELD("Id", DataTypes.BIGINT()),
            DataTypes.FIELD("ID", DataTypes.BIGINT()),
            DataTypes.FIELD(
                "list",
                DataTypes.ARRAY(
                    DataTypes.ROW(
                        DataTypes.FIELD("X", DataTypes.BIGINT()),
                        DataTypes.FIELD("x", DataTypes.BIGINT())))),
            DataTypes.FIELD("YY", DataTypes.ROW(DataTypes.FIELD("yy", DataTypes.BIGINT()))));
    assertProblems(
        declared,
        table,
        "  - column 'Id' may be any of those that differ from it in case only, 'id', 'ID', 'iD':"
            + " spell the one that is meant as the table does",
        "  - column 'YY.yy' may be any of those that differ from it in case only, 'yY', 'Yy':"
            + " spell the one that is meant as the table does");
  }

  @Test
  void aColumnOfTheTableIsDeclaredOnce() {
    StructType table =
        new StructType()
            .add("a", LongType.LONG)
            .add("s", new StructType().add("B", LongType.LONG), true);
    RowType declared =
        row(
            DataTypes.FIELD("A", DataTypes.BIGINT()),
            DataTypes.FIELD("a", DataTypes.BIGINT()),
            DataTypes.FIELD(
                "s",
                DataTypes.ROW(
                    DataTypes.FIELD("B", DataTypes.BIGINT()),
                    DataTypes.FIELD("b", DataTypes.BIGINT()))));
    assertProblems(
        declared,
        table,
        "  - columns 'A' and 'a' are declared, but are one in the table",
        "  - columns 's.B' and 's.b' are declared, but are one in the table");
  }

  @Test
  void aColumnThatTheTableHasTwiceIsItsProvidersMistake() {
    StructType table = new StructType().add("a", LongType.LONG).add("a", StringType.STRING);
    assertProblems(
        row(DataTypes.FIELD("A", DataTypes.BIGINT()), DataTypes.FIELD("a", DataTypes.BIGINT())),
        table,
        "  - column 'A' is in the table more than once: tell its provider",
        "  - column 'a' is in the table more than once: tell its provider");
  }

  @Test
  void aColumnOfTimesIsTheOneThatIsSpelledTheSame() {
    StructType table =
        new StructType().add("AT", TimestampType.TIMESTAMP).add("at", TimestampType.TIMESTAMP);
    assertThat(DeclaredSchema.timeColumn("at", table, "market.live.trades")).isEqualTo("at");
    assertThatThrownBy(() -> DeclaredSchema.timeColumn("At", table, "market.live.trades"))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            "The watermark of market.live.trades must go by a column of type DATE, TIMESTAMP or"
                + " TIMESTAMP_LTZ, but column 'At' may be any of those that differ from it in case"
                + " only, 'AT', 'at': spell the one that is meant as the table does.");
  }

  @Test
  void doesNotCompareNullability() {
    match(
        DataTypes.FIELD("id", DataTypes.BIGINT()),
        DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6).notNull()),
        DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.STRING().notNull()).notNull()),
        DataTypes.FIELD("sizes", DataTypes.MAP(DataTypes.STRING(), DataTypes.BIGINT().notNull())));
  }

  @Test
  void takesTextsOfAnyLengthAndTimestampsOfAtLeastMicroseconds() {
    match(
        DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(9)),
        DataTypes.FIELD("local", DataTypes.TIMESTAMP(7)),
        DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.CHAR(3))),
        DataTypes.FIELD("who", DataTypes.ROW(DataTypes.FIELD("name", DataTypes.VARCHAR(10)))));
  }

  @Test
  void readsNumbersAsTheWiderTypeThatIsDeclared() {
    StructType matched =
        match(
            DataTypes.FIELD("id", DataTypes.DECIMAL(20, 0)),
            DataTypes.FIELD("price", DataTypes.DECIMAL(13, 5)),
            DataTypes.FIELD("who", DataTypes.ROW(DataTypes.FIELD("age", DataTypes.BIGINT()))),
            DataTypes.FIELD("sizes", DataTypes.MAP(DataTypes.STRING(), DataTypes.DECIMAL(38, 18))));
    assertThat(matched.get("id").getDataType()).isEqualTo(new DecimalType(20, 0));
    assertThat(matched.get("Price").getDataType()).isEqualTo(new DecimalType(13, 5));
    assertThat(matched.get("who").getDataType())
        .isEqualTo(new StructType().add("age", LongType.LONG));
    assertThat(((MapType) matched.get("sizes").getDataType()).getValueType())
        .isEqualTo(new DecimalType(38, 18));
  }

  @Test
  void readsNoNumberAsATypeThatMayLoseDigits() {
    assertMismatch(
        "  - column 'id' is declared as DOUBLE, but is BIGINT in the table (Delta type long)",
        DataTypes.FIELD("id", DataTypes.DOUBLE()));
    assertMismatch(
        "  - column 'id' is declared as DECIMAL(19, 0), but is BIGINT in the table (Delta type"
            + " long)",
        DataTypes.FIELD("id", DataTypes.DECIMAL(19, 0)));
    assertMismatch(
        "  - column 'price' is declared as DECIMAL(13, 6), but is DECIMAL(12, 4) in the table"
            + " (Delta type Decimal(12, 4))",
        DataTypes.FIELD("price", DataTypes.DECIMAL(13, 6)));
    assertMismatch(
        "  - column 'who.age' is declared as FLOAT, but is INT in the table (Delta type integer)",
        DataTypes.FIELD("who", DataTypes.ROW(DataTypes.FIELD("age", DataTypes.FLOAT()))));
  }

  @Test
  void findsAColumnOfTimes() {
    assertThat(DeclaredSchema.timeColumn("AT", TABLE, "market.live.trades")).isEqualTo("at");
    assertThat(DeclaredSchema.timeColumn("local", TABLE, "market.live.trades")).isEqualTo("local");
  }

  @Test
  void saysWhyAColumnIsNotOneOfTimes() {
    assertThatThrownBy(() -> DeclaredSchema.timeColumn("when", TABLE, "market.live.trades"))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            "The watermark of market.live.trades must go by a column of type DATE, TIMESTAMP or"
                + " TIMESTAMP_LTZ, but column 'when' is not in the table.");
    assertThatThrownBy(() -> DeclaredSchema.timeColumn("id", TABLE, "market.live.trades"))
        .hasMessage(
            "The watermark of market.live.trades must go by a column of type DATE, TIMESTAMP or"
                + " TIMESTAMP_LTZ, but column 'id' is of type long.");
  }

  @Test
  void namesAColumnThatIsMissing() {
    assertMismatch(
        "  - column 'volume' is not in the table",
        DataTypes.FIELD("volume", DataTypes.BIGINT()),
        DataTypes.FIELD("id", DataTypes.BIGINT()));
  }

  @Test
  void namesBothTypesOfAColumnOfAnotherType() {
    assertMismatch(
        "  - column 'id' is declared as INT, but is BIGINT in the table (Delta type long)",
        DataTypes.FIELD("id", DataTypes.INT().notNull()));
    assertMismatch(
        "  - column 'price' is declared as DECIMAL(10, 4), but is DECIMAL(12, 4) in the table"
            + " (Delta type Decimal(12, 4))",
        DataTypes.FIELD("price", DataTypes.DECIMAL(10, 4)));
  }

  @Test
  void namesTimestampsThatAreTooCoarseOrOfTheOtherKind() {
    assertMismatch(
        "  - column 'at' is declared as TIMESTAMP_LTZ(3), but is TIMESTAMP_LTZ(6) in the table"
            + " (Delta type timestamp)\n"
            + "  - column 'local' is declared as TIMESTAMP_LTZ(6), but is TIMESTAMP(6) in the"
            + " table (Delta type timestamp_ntz)",
        DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(3)),
        DataTypes.FIELD("local", DataTypes.TIMESTAMP_LTZ(6)));
    assertMismatch(
        "  - column 'local' is declared as TIMESTAMP(5), but is TIMESTAMP(6) in the table (Delta"
            + " type timestamp_ntz)",
        DataTypes.FIELD("local", DataTypes.TIMESTAMP(5)));
  }

  @Test
  void namesNestedFieldsByTheirPath() {
    assertMismatch(
        "  - column 'who.age' is declared as SMALLINT, but is INT in the table (Delta type"
            + " integer)\n"
            + "  - column 'who.email' is not in the table\n"
            + "  - column 'tags[]' is declared as INT, but is STRING in the table (Delta type"
            + " string)\n"
            + "  - column 'sizes{key}' is declared as INT, but is STRING in the table (Delta type"
            + " string)\n"
            + "  - column 'sizes{value}' is declared as STRING, but is BIGINT in the table (Delta"
            + " type long)",
        DataTypes.FIELD(
            "who",
            DataTypes.ROW(
                DataTypes.FIELD("age", DataTypes.SMALLINT()),
                DataTypes.FIELD("email", DataTypes.STRING()))),
        DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.INT())),
        DataTypes.FIELD("sizes", DataTypes.MAP(DataTypes.INT(), DataTypes.STRING())));
  }

  @Test
  void namesAColumnThatIsNestedOnOneSideOnly() {
    assertMismatch(
        "  - column 'tags' is declared as STRING, but is ARRAY<STRING> in the table (Delta type"
            + " array[string])\n"
            + "  - column 'id' is declared as ROW<`x` INT>, but is BIGINT in the table (Delta type"
            + " long)",
        DataTypes.FIELD("tags", DataTypes.STRING()),
        DataTypes.FIELD("id", DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT()))));
  }

  @Test
  void aVariantIsATextOnlyWhereThatIsAllowed() {
    StructType table =
        new StructType().add("id", LongType.LONG).add("payload", VariantType.VARIANT);
    RowType declared = row(DataTypes.FIELD("payload", DataTypes.STRING()));
    assertThat(DeclaredSchema.match(declared, table, "market.live.trades", true).fieldNames())
        .containsExactly("payload");
    assertThatThrownBy(() -> DeclaredSchema.match(declared, table, "market.live.trades", false))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            LEAD
                + "  - column 'payload' is declared as STRING, but is of the Delta type variant in"
                + " the table. Declare it as VARIANT, which Flink has from 2.1 on, or as STRING with"
                + " 'scan.variant.as-json' = 'true' for its JSON text\n"
                + "The table's columns are: id BIGINT, payload VARIANT");
  }

  @Test
  void aVariantIsNothingElseThanATextOrAVariant() {
    StructType table = new StructType().add("l", new ArrayType(VariantType.VARIANT, true));
    RowType declared = row(DataTypes.FIELD("l", DataTypes.ARRAY(DataTypes.BYTES())));
    assertThatThrownBy(() -> DeclaredSchema.match(declared, table, "market.live.trades", true))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining(
            "column 'l[]' is declared as BYTES, but is of the Delta type variant in the table.");
  }

  @Test
  void derivesVariantsAsFlinkHasThem() {
    StructType table =
        new StructType().add("id", LongType.LONG).add("payload", VariantType.VARIANT);
    assertThat(DerivedSchema.of(table, "market.live.trades", true).asSummaryString())
        .isEqualTo("ROW<`id` BIGINT, `payload` STRING> NOT NULL");
    if (FlinkVariant.isThere()) {
      assertThat(DerivedSchema.of(table, "market.live.trades", false).asSummaryString())
          .isEqualTo("ROW<`id` BIGINT, `payload` VARIANT> NOT NULL");
    } else {
      assertThatThrownBy(() -> DerivedSchema.of(table, "market.live.trades", false))
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessage(
              "Not all columns of the shared table market.live.trades can be read:\n"
                  + "  - column 'payload': values of the Delta type variant cannot be read\n"
                  + "Say which columns are to be read. Variants are read as VARIANT by Flink 2.1 and"
                  + " later, and as JSON text where 'scan.variant.as-json' is 'true'.");
    }
  }

  @Test
  void leavesOutAColumnThatCannotBeReadIfItIsNotDeclared() {
    StructType table =
        new StructType().add("id", LongType.LONG).add("payload", VariantType.VARIANT);
    RowType declared = row(DataTypes.FIELD("id", DataTypes.BIGINT()));
    assertThat(DeclaredSchema.match(declared, table, "s.d.t").fieldNames()).containsExactly("id");
  }

  private static void assertMismatch(String problems, DataTypes.Field... declared) {
    assertThatThrownBy(() -> match(declared))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(LEAD + problems + COLUMNS);
  }

  private static void assertProblems(RowType declared, StructType table, String... problems) {
    assertThatThrownBy(() -> DeclaredSchema.match(declared, table, "market.live.trades"))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageStartingWith(LEAD + String.join("\n", problems) + "\nThe table's columns are: ");
  }

  private static StructType match(DataTypes.Field... declared) {
    return DeclaredSchema.match(row(declared), TABLE, "market.live.trades");
  }

  private static RowType row(DataTypes.Field... declared) {
    return (RowType) DataTypes.ROW(declared).getLogicalType();
  }
}
