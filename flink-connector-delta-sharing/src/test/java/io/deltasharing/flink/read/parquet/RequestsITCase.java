/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RefusalKind;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.credentials.ManualClock;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.kernel.RowValues;
import io.deltasharing.flink.read.kernel.TableColumns;
import io.deltasharing.flink.testing.LogLines;
import io.deltasharing.flink.testing.VendedAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.apache.logging.log4j.Level;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests a file costs, by the count of the store. */
class RequestsITCase {
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAME = "part-1.parquet";

  /** As many as there are row groups of 53 rows each. */
  private static final int ROWS = 150;

  private static final int ROW_GROUPS = 3;

  private static final ScanSettings NO_SMALL_FILES = new ScanSettings(16, 0, 4096, 0, 1 << 20);
  private static final ScanSettings NOTHING_AHEAD = NO_SMALL_FILES.withPrefetchBytes(0);

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private WrittenFile file;
  private EmbeddedDeltaSharingServer server;
  private VendedAccess access;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(directory.resolve("_delta_log"));
    Files.writeString(
        directory.resolve("_delta_log/00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"id-1","format":{"provider":"parquet","options":{}},\
        "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}","partitionColumns":[],\
        "configuration":{}}}
        """);
    file =
        WrittenFile.write(
            List.of(column("a"), column("b"), column("c")),
            ROWS,
            WrittenFile.Encoded.PLAIN,
            CompressionCodecName.UNCOMPRESSED,
            WrittenFile.Nulls.NEVER,
            WrittenFile.Sizes.MANY_GROUPS,
            3);
    Files.write(directory.resolve(NAME), file.bytes());
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(LIFETIME)
            .table("s.d.t", directory)
            .start();
    access = VendedAccess.open(server, "s.d.t", clock);
  }

  @AfterEach
  void stop() {
    access.close();
    server.close();
  }

  @Test
  void aSmallFileIsOneRequest() throws IOException {
    ParquetReader reader = reader(ScanSettings.DEFAULT, "a", "b", "c");
    assertThat(rows(reader)).isEqualTo(file.rows());
    assertThat(gets()).isEqualTo(1);
    assertThat(reader.figures().requests()).isEqualTo(1);
    assertThat(reader.figures().bytes()).isEqualTo(file.bytes().length);
  }

  @Test
  void aRowGroupIsOneRequestAndTheFooterIsOne() throws IOException {
    ParquetReader reader = reader(NO_SMALL_FILES, "a", "b", "c");
    assertThat(rows(reader)).isEqualTo(file.rows());
    assertThat(gets()).isEqualTo(1 + ROW_GROUPS);
    assertThat(server.counters().requests(RequestKind.STORE_HEAD)).isZero();
    assertThat(reader.figures().requests()).isEqualTo(1 + ROW_GROUPS);
  }

  @Test
  void theNextRowGroupIsAskedForAhead() throws Exception {
    try (FileRows open = reader(NO_SMALL_FILES, "a").open(dataFile(), 0)) {
      assertThat(open.next()).isPresent();
      assertThat(server.counters().awaitRequests(RequestKind.STORE_GET, 3, PATIENCE)).isTrue();
    }
  }

  @Test
  void nothingIsAskedForAheadWithoutABudget() throws Exception {
    ParquetReader reader = reader(NOTHING_AHEAD, "a");
    try (FileRows open = reader.open(dataFile(), 0)) {
      assertThat(open.next()).isPresent();
      assertThat(reader.figures().requests()).isEqualTo(2);
    }
  }

  @Test
  void aFileThatWasExpectedIsAskedForOnce() throws Exception {
    ParquetReader reader = reader(ScanSettings.DEFAULT, "a", "b", "c");
    reader.expect(dataFile());
    assertThat(server.counters().awaitRequests(RequestKind.STORE_GET, 1, PATIENCE)).isTrue();
    assertThat(rows(reader)).isEqualTo(file.rows());
    assertThat(gets()).isEqualTo(1);
  }

  @Test
  void theFirstRowGroupOfTheNextFileIsAskedForInTheMiddleOfTheLastOfThisOne() throws Exception {
    ParquetReader reader = reader(NO_SMALL_FILES, "a", "b", "c");
    try (FileRows open = reader.open(dataFile(), 0)) {
      reader.expect(dataFile());
      int rows = 0;
      for (Optional<RowBatch> next = open.next(); rows < 106 + 32; next = open.next()) {
        rows += next.orElseThrow().size();
      }
    }
    assertThat(reader.figures().requests()).isEqualTo(1 + ROW_GROUPS + 2);
    assertThat(server.counters().awaitRequests(RequestKind.STORE_GET, 1 + ROW_GROUPS + 2, PATIENCE))
        .isTrue();
    assertThat(rows(reader)).isEqualTo(file.rows());
    assertThat(gets()).isEqualTo(2 * (1 + ROW_GROUPS));
  }

  @Test
  void aFileThatWasBegunAheadIsReadFromWhereverItIsOpened() throws Exception {
    ParquetReader reader = reader(NO_SMALL_FILES, "a", "b", "c");
    try (FileRows open = reader.open(dataFile(), 0)) {
      reader.expect(dataFile());
      while (open.next().isPresent()) {
        // Through the middle of its last row group.
      }
    }
    try (FileRows again = reader.open(dataFile(), 149)) {
      List<Object> firsts = new ArrayList<>();
      add(again.next(), firsts);
      assertThat(firsts).containsExactly(file.rows().get(149).get(0));
    }
  }

  @Test
  void nothingOfTheNextFileButItsEndIsAskedForWithoutABudget() throws Exception {
    ParquetReader reader = reader(NOTHING_AHEAD, "a", "b", "c");
    try (FileRows open = reader.open(dataFile(), 0)) {
      reader.expect(dataFile());
      while (open.next().isPresent()) {
        // Through the middle of its last row group.
      }
    }
    assertThat(reader.figures().requests()).isEqualTo(1 + ROW_GROUPS + 1);
  }

  @Test
  void aNextFileThatMustNotBeReadDoesNotHarmThisOne() throws Exception {
    DataFile next = new DataFile("s3://elsewhere/a.parquet", 100_000, Map.of(), null);
    ParquetReader reader = reader(NO_SMALL_FILES, "a", "b", "c");
    reader.expect(next);
    assertThat(rows(reader)).isEqualTo(file.rows());
    assertThatThrownBy(() -> reader.open(next, 0)).hasMessageContaining("s3://elsewhere/a.parquet");
  }

  @Test
  void whatIsWrongWithTheNextFileIsSaidWhenItIsItsTurn() throws Exception {
    byte[] broken = file.bytes().clone();
    broken[broken.length - 1] = 'X';
    Files.write(directory.resolve("broken.parquet"), broken);
    DataFile next = new DataFile("broken.parquet", broken.length, Map.of(), null);
    ParquetReader reader = reader(NO_SMALL_FILES, "a", "b", "c");
    int rows = 0;
    try (FileRows open = reader.open(dataFile(), 0)) {
      reader.expect(next);
      for (Optional<RowBatch> of = open.next(); of.isPresent(); of = open.next()) {
        rows += of.get().size();
      }
    }
    assertThat(rows).isEqualTo(ROWS);
    assertThatThrownBy(() -> reader.open(next, 0))
        .hasMessageContaining("'broken.parquet' cannot be read: it is no Parquet file");
  }

  @Test
  void anExpiredCredentialCostsOneRetryOfEachRangeAndNoWarning() throws IOException {
    ParquetReader reader = reader(NOTHING_AHEAD, "a", "c");
    List<Object> firsts = new ArrayList<>();
    try (LogLines log = LogLines.of("org.apache.hadoop.fs", Level.WARN);
        FileRows open = reader.open(dataFile(), 0)) {
      add(open.next(), firsts);
      clock.advance(LIFETIME);
      for (Optional<RowBatch> next = open.next(); next.isPresent(); next = open.next()) {
        add(next, firsts);
      }
      assertThat(log.lines()).isEmpty();
    }
    assertThat(firsts).isEqualTo(file.rows().stream().map(it -> it.get(0)).toList());
    assertThat(access.refused).containsExactly(1L);
    long refused = server.counters().refusals(RefusalKind.EXPIRED_TOKEN);
    assertThat(refused).as("of the two ranges of the second row group").isBetween(1L, 2L);
    assertThat(gets())
        .as("the footer, two ranges of each row group, and those that were refused, once more each")
        .isLessThanOrEqualTo(1 + 2 * ROW_GROUPS + refused);
  }

  private static void add(Optional<RowBatch> batch, List<Object> firsts) {
    for (int i = 0; i < batch.orElseThrow().size(); i++) {
      firsts.add(batch.get().row(i).getLong(0));
    }
  }

  private static TestColumn column(String name) {
    return new TestColumn(name, "%s int64 NAME", "\"long\"", random -> random.nextLong(), true);
  }

  private long gets() {
    return server.counters().requests(RequestKind.STORE_GET);
  }

  private DataFile dataFile() {
    return new DataFile(NAME, file.bytes().length, Map.of(), null);
  }

  private ParquetReader reader(ScanSettings settings, String... columns) {
    TableDefinition table = WrittenFile.table(file.columns());
    RowType all = ReadFile.rowType(table);
    List<String> wanted = List.of(columns);
    RowType type =
        new RowType(all.getFields().stream().filter(it -> wanted.contains(it.getName())).toList());
    return new ParquetReader(
        access.storage(),
        access.root(),
        TableColumns.of(table, type, "s.d.t"),
        settings,
        () -> {
          throw new AssertionError("passed on");
        });
  }

  private List<List<@Nullable Object>> rows(ParquetReader reader) throws IOException {
    RowType type = ReadFile.rowType(WrittenFile.table(file.columns()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (FileRows open = reader.open(dataFile(), 0)) {
      for (Optional<RowBatch> next = open.next(); next.isPresent(); next = open.next()) {
        for (int i = 0; i < next.get().size(); i++) {
          rows.add(RowValues.of(next.get().row(i), type));
        }
      }
    }
    return rows;
  }
}
