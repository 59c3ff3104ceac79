/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.Scenario;
import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Lineitem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Prepares the passes of a scenario. */
final class Passes {
  private final TrialArguments arguments;
  private final Scenario scenario;
  private final RowType columns;
  private final Dataset data;
  private final Path directory;
  private final List<Path> files;

  private Passes(TrialArguments arguments) throws IOException {
    this.arguments = arguments;
    this.scenario = arguments.scenario();
    this.columns = scenario.columns();
    this.data = arguments.contender().data(scenario.data());
    this.directory = arguments.tables().directory(data);
    this.files = arguments.tables().files(data);
  }

  /** The pass of a contender. */
  static Pass of(TrialArguments arguments) throws Exception {
    Passes passes = new Passes(arguments);
    return switch (arguments.scenario().pipeline().form()) {
      case READER -> passes.reader();
      case STREAM -> passes.stream();
      case SQL -> passes.sql();
    };
  }

  private Pass reader() throws Exception {
    return switch (arguments.contender()) {
      case OURS, OURS_UNDELETED -> ours(local());
      case OURS_S3 -> ours(SharedTable.open(shared(), data.tableName()));
      case KERNEL -> {
        OurTable table = local();
        yield new OurScan(table, table.kernelReader(columns), columns, wanted());
      }
      case FLINK -> new FlinkScan(files, columns, wanted());
      case ICEBERG -> new IcebergScan(files, columns);
      case PAIMON -> new PaimonScan(files, columns);
      case DUCKDB -> new DuckScan(files, columns);
      case FLINK_S3 -> throw noSuch();
    };
  }

  private Pass ours(OurTable table) {
    WantedKeys wanted = wanted();
    return new OurScan(table, table.reader(columns, wanted), columns, wanted);
  }

  private OurTable local() throws IOException {
    return OurTable.open(new LocalStorage(directory), LocalStorage.ROOT, data.tableName());
  }

  private Pass stream() throws Exception {
    Source<RowData, ?, ?> source =
        StreamPass.source(arguments.contender(), directory, files, columns);
    return new StreamPass(new Jobs(scenario.pipeline()), source, columns);
  }

  private Pass sql() throws Exception {
    Map<String, String> options =
        switch (arguments.contender()) {
          case OURS ->
              Map.of(
                  "connector",
                  "delta-sharing",
                  "path",
                  shared().profile() + "#" + data.tableName(),
                  "s3.endpoint",
                  shared().store().toString(),
                  "s3.path-style-access",
                  "true");
          case FLINK -> filesystem(directory.toUri().toString());
          case FLINK_S3 ->
              filesystem(
                  FlinkStore.open(shared().store(), SharedTable.vend(shared(), data.tableName())));
          default -> throw noSuch();
        };
    return new SqlPass(
        new Jobs(scenario.pipeline()), options, data.rowType(), columns, condition());
  }

  private static Map<String, String> filesystem(String path) {
    return Map.of("connector", "filesystem", "format", "parquet", "path", path);
  }

  private String condition() {
    WantedKeys wanted = wanted();
    return wanted == null ? "" : wanted.condition();
  }

  private @Nullable WantedKeys wanted() {
    return switch (scenario.selection()) {
      case ALL -> null;
      case SCATTERED -> WantedKeys.oneInHundred("l_partkey", Lineitem.PARTS, columns);
      case CLUSTERED ->
          WantedKeys.oneInHundred(
              "l_orderkey", arguments.tables().lineitems() / Lineitem.LINES_OF_ORDER, columns);
    };
  }

  private Shared shared() {
    return arguments
        .shared()
        .orElseThrow(() -> new IllegalArgumentException("nothing is shared with this trial"));
  }

  private IllegalArgumentException noSuch() {
    Contender contender = arguments.contender();
    return new IllegalArgumentException(contender.label() + " has no part in " + scenario.name());
  }
}
