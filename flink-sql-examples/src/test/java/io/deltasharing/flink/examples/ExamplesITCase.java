/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example by the program of bin/example, against a market in the same JVM. */
class ExamplesITCase {

  private static final String NOTICEBOARD = "noticeboard";
  private static final Duration LIFETIME = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DateTimeFormatter SQL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SQL_DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
  private static final Map<String, Company> COMPANIES =
      Company.ALL.stream().collect(Collectors.toMap(Company::symbol, it -> it));

  @TempDir Path directory;
  private Market market;
  private Noticeboard board;

  @BeforeEach
  void open() {
    market = Market.prepare(directory, LIFETIME, Duration.ofMillis(500));
    board = Noticeboard.open(directory.resolve(NOTICEBOARD), Path.of("sql", "tables.sql"));
    market.announce(board);
  }

  @AfterEach
  void close() {
    board.close();
    market.close();
  }

  @Test
  void exploresColumnsAndRows() throws Exception {
    market.append(20);
    try (ExampleRun explore = example("explore")) {
      assertThat(explore.status()).as("errors %s", explore.errors()).isZero();
      List<List<String>> rows = explore.rows();
      assertThat(rows).hasSize(4 + 10 + 1);
      assertThat(rows.subList(0, 4))
          .extracting(it -> it.get(0) + " " + it.get(1))
          .containsExactly(
              "id BIGINT", "symbol STRING", "price DECIMAL(12, 4)", "ts TIMESTAMP_LTZ(6)");
      assertThat(rows.subList(4, 14))
          .isSubsetOf(LongStream.range(0, 20).mapToObj(ExamplesITCase::cells).toList());
      assertThat(rows.get(14).get(0)).isEqualTo("20");
    }
  }

  @Test
  void declaresATableAsTheServerTells() throws Exception {
    try (ExampleRun explore =
        example(
            "explore",
            "--profile",
            Path.of("").toAbsolutePath().relativize(board.profile()).toString(),
            "--table",
            Statements.COMPANIES,
            "--set",
            "trades.s3.endpoint=" + market.storeEndpoint(),
            "--set",
            "trades.s3.path-style-access=true")) {
      assertThat(explore.status()).as("errors %s", explore.errors()).isZero();
      assertThat(explore.lines())
          .startsWith(
              "CREATE TABLE `trades` (",
              "  `symbol` STRING,",
              "  `name` STRING,",
              "  `sector` STRING",
              ") WITH (",
              "  'connector' = 'delta-sharing',",
              "  'path' = '" + board.profile() + "#market.reference.companies'",
              ");");
      assertThat(explore.rows())
          .contains(List.of("FLUX", "Flux Energy", "Energy", ""), List.of("7", ""));
    }
  }

  @Test
  void reportsWhatWasCommitted() throws Exception {
    market.append(2000);
    market.append(1000);
    try (ExampleRun report = example("report")) {
      assertThat(report.status()).as("errors %s", report.errors()).isZero();
      assertThat(report.rows()).containsExactlyElementsOf(expectedReport(3000));
    }
  }

  @Test
  void joinsEveryTradeWithItsCompany() throws Exception {
    market.append(500);
    try (ExampleRun enrich = example("enrich")) {
      enrich.awaitLines(printed -> PrintedTables.rows(printed).size() >= 500);
      market.append(200);
      enrich.awaitLines(printed -> PrintedTables.rows(printed).size() >= 700);
      enrich.stop();
      assertThat(enrich.status()).as("errors %s", enrich.errors()).isZero();
      assertThat(enrich.rows())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, 700).mapToObj(ExamplesITCase::enriched).toList());
    }
  }

  @Test
  void keepsThePricesOfEachSymbol() throws Exception {
    market.append(500);
    try (ExampleRun prices = example("prices")) {
      prices.awaitLines(printed -> printed.containsAll(expectedPrices(500)));
      market.append(200);
      prices.awaitLines(printed -> printed.containsAll(expectedPrices(700)));
      prices.stop();
      assertThat(prices.status()).as("errors %s", prices.errors()).isZero();
    }
  }

  @Test
  void copiesEachRowOnceOverManyCredentialsAndARestart() throws Exception {
    Path files = Files.createDirectory(directory.resolve("archive"));
    ParquetArchive archive = new ParquetArchive(files);
    market.append(1000);
    market.startWriting();
    String savepoint;
    try (ExampleRun ingest = ingest(files)) {
      // the first ones live three seconds, and each is renewed after two
      assertThat(market.counters().awaitVends(6, PATIENCE)).isTrue();
      assertThat(archive.awaitRows(1100, PATIENCE)).isTrue();
      ingest.stop();
      assertThat(ingest.status()).as("errors %s", ingest.errors()).isZero();
      savepoint = savepoint(ingest);
      assertThat(savepoint).startsWith("file:" + board.profile().resolveSibling("savepoints"));
    }
    market.stopWriting();
    market.append(1000);
    try (ExampleRun ingest = ingest(files, "--from", savepoint)) {
      assertThat(archive.awaitRows(market.rowsWritten(), PATIENCE)).isTrue();
      ingest.stop();
      assertThat(ingest.status()).as("errors %s", ingest.errors()).isZero();
    }
    assertThat(archive.trades())
        .allMatch(Trade::genuine)
        .extracting(Trade::id)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, market.rowsWritten()).boxed().toList());
  }

  private ExampleRun ingest(Path files, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("ingest");
    arguments.add("--set");
    arguments.add("archive.path=" + files.toUri());
    arguments.addAll(List.of(more));
    return example(arguments.toArray(String[]::new));
  }

  private ExampleRun example(String... arguments) {
    return ExampleRun.start(directory.resolve(NOTICEBOARD), arguments);
  }

  private static String savepoint(ExampleRun ingest) {
    return ingest.lines().stream()
        .filter(it -> it.startsWith("Stopped."))
        .map(it -> it.replaceFirst(".*--from ", ""))
        .findFirst()
        .orElseThrow();
  }

  private static List<List<String>> expectedReport(long rows) {
    return prices(rows, it -> SQL_DAY.format(it.ts()) + " " + it.symbol()).entrySet().stream()
        .map(
            it ->
                List.of(
                    it.getKey().substring(0, it.getKey().indexOf(' ')),
                    it.getKey().substring(it.getKey().indexOf(' ') + 1),
                    Integer.toString(it.getValue().size()),
                    Collections.min(it.getValue()).toString(),
                    Collections.max(it.getValue()).toString(),
                    sum(it.getValue()).toString(),
                    ""))
        .toList();
  }

  private static List<String> expectedPrices(long rows) {
    return prices(rows, Trade::symbol).entrySet().stream()
        .map(
            it ->
                it.getKey()
                    + "  trades "
                    + it.getValue().size()
                    + "  lowest "
                    + Collections.min(it.getValue())
                    + "  highest "
                    + Collections.max(it.getValue())
                    + "  average "
                    + sum(it.getValue())
                        .divide(BigDecimal.valueOf(it.getValue().size()), RoundingMode.HALF_UP))
        .toList();
  }

  private static Map<String, List<BigDecimal>> prices(long rows, Function<Trade, String> group) {
    return LongStream.range(0, rows)
        .mapToObj(Trade::written)
        .collect(
            Collectors.groupingBy(
                group, TreeMap::new, Collectors.mapping(Trade::price, Collectors.toList())));
  }

  private static BigDecimal sum(List<BigDecimal> prices) {
    return prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<String> cells(long id) {
    Trade trade = Trade.written(id);
    return List.of(
        Long.toString(id),
        trade.symbol(),
        trade.price().toString(),
        SQL_TIME.format(trade.ts()),
        "");
  }

  private static List<String> enriched(long id) {
    Trade trade = Trade.written(id);
    Company company = Objects.requireNonNull(COMPANIES.get(trade.symbol()));
    return List.of(
        "+I",
        Long.toString(id),
        trade.symbol(),
        company.name(),
        company.sector(),
        trade.price().toString(),
        SQL_TIME.format(trade.ts()),
        "");
  }
}
