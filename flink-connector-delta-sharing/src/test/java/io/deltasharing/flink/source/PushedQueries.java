/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.ReadFigures;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.logical.RowType;

/**
 * Queries that Flink plans, pushing down what it can, and that are read without a job: what the
 * source was asked for is planned and read as its enumerator and its readers would.
 */
final class PushedQueries {
  private static final CommitLimits ALL =
      new CommitLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

  private final StreamTableEnvironment sql;
  private final MemoryStorage storage;
  private final DeltaLog log;
  private final TableDefinition definition;

  /**
   * What came of a query.
   *
   * @param ids of the rows that the source emits
   * @param residual whether Flink filters those once more
   */
  record Found(List<Long> ids, int skippedFiles, boolean residual, RowSelection selection) {}

  /**
   * Queries on a table that the server shares.
   *
   * @param sql knows it as {@code shared}
   * @param storage has what the server shares
   */
  PushedQueries(StreamTableEnvironment sql, MemoryStorage storage) throws IOException {
    this.sql = sql;
    this.storage = storage;
    this.log = new DeltaLog(storage, MemoryStorage.ROOT, "market.live.trades", Runnable::run);
    this.definition = log.latest().definition();
  }

  Found run(String condition) throws IOException {
    Transformation<?> result =
        sql.toDataStream(sql.sqlQuery("SELECT id FROM shared WHERE " + condition))
            .getTransformation();
    List<Transformation<?>> all = new ArrayList<>(result.getTransitivePredecessors());
    Optional<SourceTransformation<?, ?, ?>> source =
        all.stream()
            .filter(SourceTransformation.class::isInstance)
            .<SourceTransformation<?, ?, ?>>map(it -> (SourceTransformation<?, ?, ?>) it)
            .filter(it -> it.getSource() instanceof DeltaSharingSource)
            .findFirst();
    if (source.isEmpty()) {
      // The planner saw that no row can satisfy it.
      return new Found(List.of(), 0, false, RowSelection.ALL);
    }
    boolean residual = all.stream().anyMatch(it -> it.getDescription().contains("where=["));
    return read((DeltaSharingSource) source.get().getSource(), residual);
  }

  private Found read(DeltaSharingSource source, boolean residual) throws IOException {
    ReadSettings settings = source.settings();
    log.select(settings.readColumns().selection(definition));
    storage.requests.clear();
    DataFileReader reader =
        source.files(storage, MemoryStorage.ROOT, definition, new ReadFigures());
    List<Long> ids = new ArrayList<>();
    int skipped = 0;
    for (DataFile file : log.commitsFrom(1, ALL).commits().get(0).added()) {
      if (file.isSkipped()) {
        skipped++;
      } else {
        ids.addAll(ids(reader, file, settings.rowType()));
      }
    }
    return new Found(ids, skipped, residual, settings.rows());
  }

  private static List<Long> ids(DataFileReader reader, DataFile file, RowType columns)
      throws IOException {
    int id = columns.getFieldIndex("id");
    List<Long> ids = new ArrayList<>();
    try (FileRows rows = reader.open(file, 0)) {
      for (Optional<RowBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
        for (int i = 0; i < batch.get().size(); i++) {
          ids.add(batch.get().row(i).getLong(id));
        }
      }
    }
    return ids;
  }
}
