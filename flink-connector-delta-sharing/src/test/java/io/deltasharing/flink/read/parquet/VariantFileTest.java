/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.ReadFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants as they may stand in a data file, right and wrong. */
class VariantFileTest {
  private static final String PLAIN = "required binary metadata; required binary value;";
  private static final String OPTIONAL = "optional binary metadata; optional binary value;";
  private static final RowType WITH_TIMES =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("n", DataTypes.TIMESTAMP(6)),
                  DataTypes.FIELD("v", DataTypes.STRING()))
              .getLogicalType();

  @Test
  void readsTheTwoColumnsInWhateverOrder() throws IOException {
    byte[] file =
        VariantFile.of(
            "required binary value; required binary metadata;", it -> fill(it, "010000", "0c2a"));
    assertThat(texts(file)).containsExactly(List.of(7, "42"));
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, "required binary value; required binary metadata;"})
  void kernelReadsThemToo(String fields) throws IOException {
    byte[] file = VariantFile.of(fields, it -> fill(it, "010000", "0c2a"));
    assertThat(timesAndTexts(file).get(0).get(1)).isEqualTo("42");
  }

  @Test
  void kernelDoesNotReadThemWithinMaps() throws IOException {
    TableDefinition maps =
        new TableDefinition(
            "id",
            VariantFile.WITH_TIMES
                .schemaJson()
                .replace(
                    "\"variant\"",
                    "{\"type\":\"map\",\"keyType\":\"binary\",\"valueType\":\"variant\","
                        + "\"valueContainsNull\":true}"),
            List.of(),
            "none");
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("n", DataTypes.TIMESTAMP(6)),
                    DataTypes.FIELD("v", DataTypes.MAP(DataTypes.BYTES(), DataTypes.STRING())))
                .getLogicalType();
    byte[] file =
        VariantFile.of(
            "repeated group key_value { required binary key; optional group value {"
                + " required binary value; required binary metadata; } }",
            it -> {
              Group entry = it.addGroup("key_value");
              entry.add("key", bytes("00"));
              fill(entry.addGroup("value"), "010000", "0c2a");
            });
    assertThatThrownBy(() -> rows(maps, type, file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "'part-1.parquet' cannot be read: variants within maps are not read from a file with"
                + " another column in a rare form, which the log of the TaskManager names. Leave one"
                + " of the two columns out of those that are declared.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "required binary metadata; optional binary value; optional int32 typed_value;",
        "required binary metadata; optional int32 typed_value;",
        "required binary metadata; optional group typed_value { optional int32 a; }"
      })
  void refusesShreddedOnesByWhateverReader(String fields) throws IOException {
    byte[] file = VariantFile.of(fields, it -> it.add("metadata", bytes("010000")));
    String refusal =
        "'part-1.parquet' cannot be read: its column 'v' holds shredded variants (with a field"
            + " typed_value), which this connector does not read. Tell the table's provider.";
    assertThatThrownBy(() -> texts(file)).isInstanceOf(IOException.class).hasMessage(refusal);
    assertThatThrownBy(() -> timesAndTexts(file))
        .isInstanceOf(IOException.class)
        .hasMessage(refusal);
  }

  @Test
  void readsOtherColumnsBesideShreddedOnes() throws IOException {
    byte[] file =
        VariantFile.of(
            "required binary metadata; optional int32 typed_value;",
            it -> it.add("metadata", bytes("010000")));
    RowType numbers =
        (RowType) DataTypes.ROW(DataTypes.FIELD("n", DataTypes.INT())).getLogicalType();
    assertThat(
            ReadFile.rows(
                VariantFile.reader(VariantFile.TABLE, numbers, file).open(ReadFile.file(file), 0),
                0,
                numbers))
        .containsExactly(List.of(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "value"})
  void refusesOneOfWhichAPartIsMissing(String there) throws IOException {
    String missing =
        "'part-1.parquet' cannot be read: a variant in it makes no sense: a part of it is missing."
            + " Tell the table's provider.";
    byte[] isNull = VariantFile.of(OPTIONAL, it -> it.add(there, bytes("010000")));
    assertThatThrownBy(() -> texts(isNull))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessage(missing);
    assertThatThrownBy(() -> timesAndTexts(isNull)).hasMessage(missing);
    byte[] isAbsent =
        VariantFile.of("required binary " + there + ";", it -> it.add(there, bytes("010000")));
    assertThatThrownBy(() -> texts(isAbsent)).hasMessage(missing);
  }

  @Test
  void namesTheFileOfOneThatMakesNoSense() throws IOException {
    byte[] file = VariantFile.of(PLAIN, it -> fill(it, "010000", "fc"));
    String refusal =
        "'part-1.parquet' cannot be read: a variant in it makes no sense: there is no type of the"
            + " number 63. Tell the table's provider.";
    assertThatThrownBy(() -> texts(file))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessage(refusal);
    assertThatThrownBy(() -> timesAndTexts(file)).hasMessage(refusal);
  }

  /** Bytes are not in the order of their texts. */
  @Test
  void aFilterOnItsTextLeavesAllRowsIn() throws IOException {
    byte[] file = VariantFile.of(PLAIN, it -> fill(it, "010000", "0c2a"));
    Predicate no =
        Predicate.allOf(
            List.of(
                new Predicate.IsNull(Column.of("v")),
                new Predicate.Comparison(
                    Column.of("v"),
                    Predicate.Operator.EQ,
                    new Value.Text(Octets.of(new byte[] {1})))));
    ParquetReader reader =
        VariantFile.reader(VariantFile.TABLE, VariantFile.TEXTS, file)
            .filtered(new ReadFilter(no, List.of("n", "v")));
    assertThat(ReadFile.rows(reader.open(ReadFile.file(file), 0), 0, VariantFile.TEXTS))
        .containsExactly(List.of(7, "42"));
  }

  @Test
  void isProducedAlone() throws IOException {
    byte[] file = VariantFile.of(PLAIN, it -> fill(it, "010000", "0c2a"));
    FieldPaths second = new FieldPaths(List.of(List.of(1)));
    ParquetReader reader =
        VariantFile.reader(VariantFile.TABLE, VariantFile.TEXTS, file).producing(second);
    assertThat(ReadFile.rows(reader.open(ReadFile.file(file), 0), 0, second.of(VariantFile.TEXTS)))
        .containsExactly(List.of("42"));
  }

  private static List<List<@Nullable Object>> texts(byte[] file) throws IOException {
    return rows(VariantFile.TABLE, VariantFile.TEXTS, file);
  }

  /** By Kernel's reader, for the sake of the other column. */
  private static List<List<@Nullable Object>> timesAndTexts(byte[] file) throws IOException {
    return rows(VariantFile.WITH_TIMES, WITH_TIMES, file);
  }

  private static List<List<@Nullable Object>> rows(TableDefinition table, RowType type, byte[] file)
      throws IOException {
    return ReadFile.rows(
        VariantFile.reader(table, type, file).open(ReadFile.file(file), 0), 0, type);
  }

  private static void fill(Group variant, String metadata, String value) {
    variant.add("metadata", bytes(metadata));
    variant.add("value", bytes(value));
  }

  private static Binary bytes(String hex) {
    return Binary.fromConstantByteArray(HexFormat.of().parseHex(hex));
  }
}
