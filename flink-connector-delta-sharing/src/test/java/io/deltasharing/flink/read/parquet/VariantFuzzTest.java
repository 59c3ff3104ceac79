/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.types.VariantException;
import io.deltasharing.flink.types.VariantForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spark's variants with some bytes changed: a text that is JSON, or an error that says what. */
@Timeout(300)
class VariantFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A column of type variant, as what it is in files. */
  private static final TableDefinition GROUPS =
      new TableDefinition(
          "id",
          """
          {"type":"struct","fields":[{"name":"v","type":{"type":"struct","fields":[
            {"name":"metadata","type":"binary","nullable":true,"metadata":{}},
            {"name":"value","type":"binary","nullable":true,"metadata":{}}]},
           "nullable":true,"metadata":{}}]}
          """,
          List.of(),
          "none");

  private static final TableDefinition VARIANTS =
      new TableDefinition(
          "id",
          """
          {"type":"struct","fields":[
            {"name":"v","type":"variant","nullable":true,"metadata":{}},
            {"name":"l","type":{"type":"array","elementType":"variant","containsNull":true},
             "nullable":true,"metadata":{}}]}
          """,
          List.of(),
          "none");

  private static final RowType TEXTS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("v", DataTypes.STRING()),
                  DataTypes.FIELD("l", DataTypes.ARRAY(DataTypes.STRING())))
              .getLogicalType();

  @TempDir static Path directory;
  private static final List<byte[]> FILES = new ArrayList<>();
  private static final List<Binaries> VALUES = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Binaries(byte[] metadata, byte[] value) {}

  @BeforeAll
  static void readWhatSparkWrote() throws IOException {
    WrittenTable table =
        WrittenTables.copyTo(directory).stream()
            .filter(it -> it.name().equals("feature-variant"))
            .findFirst()
            .orElseThrow();
    try (Stream<Path> files = Files.list(table.directory())) {
      for (Path file : files.filter(it -> it.toString().endsWith(".parquet")).sorted().toList()) {
        FILES.add(Files.readAllBytes(file));
      }
    }
    for (byte[] file : FILES) {
      try (FileRows rows =
          ReadFile.ours(GROUPS, ReadFile.storage(file), ScanSettings.DEFAULT)
              .open(ReadFile.file(file), 0)) {
        for (Optional<RowBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
          keep(batch.get());
        }
      }
    }
  }

  private static void keep(RowBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      RowData row = batch.row(i);
      if (!row.isNullAt(0)) {
        RowData group = row.getRow(0, 2);
        VALUES.add(new Binaries(group.getBinary(0), group.getBinary(1)));
      }
    }
  }

  @Test
  void changedValuesAreTextsOrErrors() throws IOException {
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(i);
      Binaries original = VALUES.get(i % VALUES.size());
      boolean inKeys = random.nextInt(4) == 0;
      byte[] metadata = inKeys ? changed(original.metadata(), random) : original.metadata();
      byte[] value = inKeys ? original.value() : changed(original.value(), random);
      try {
        String text = VariantForm.JSON.of(metadata, value).toString();
        assertThat(JSON.readTree(text)).as("seed %d: %s", i, text).isNotNull();
      } catch (VariantException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive().isLessThan(CASES);
    System.out.println(
        "VariantFuzzTest: values=" + VALUES.size() + " cases=" + CASES + " refused=" + refused);
  }

  @Test
  void changedFilesAreRowsOrErrorsThatNameThem() {
    int refused = 0;
    int cases = CASES / 20;
    for (int i = 0; i < cases; i++) {
      byte[] file = changed(FILES.get(i % FILES.size()), new Random(i));
      try {
        ReadFile.rows(
            VariantFile.reader(VARIANTS, TEXTS, file).open(ReadFile.file(file), 0), 0, TEXTS);
      } catch (IOException | UncheckedIOException e) {
        assertThat(e).as("seed %d", i).hasMessageContaining(ReadFile.PATH);
        refused++;
      }
    }
    assertThat(refused).isPositive();
    System.out.println("VariantFuzzTest: files=" + cases + " refused=" + refused);
  }

  private static byte[] changed(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    return changed;
  }
}
