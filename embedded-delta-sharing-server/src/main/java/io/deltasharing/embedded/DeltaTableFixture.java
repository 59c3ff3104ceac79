/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Delta table on local disk, written through Kernel's transactions. Commits appear whole or
 * not at all to whoever reads the directory, so it can be served while it grows.
 *
 * <p>A row is an {@code Object[]} with one value for each column: Boolean, Byte, Short, Integer,
 * Long, Float, Double, BigDecimal, String, byte[], LocalDate (date), Instant (timestamp),
 * LocalDateTime (timestamp_ntz), List (array), Map (map), Object[] (struct) or null. Times are kept
 * to the microsecond.
 *
 * <p>Thread-safe: commits follow one another. There must be no other writer. Methods throw {@link
 * IllegalArgumentException} for rows that do not fit the schema, {@link UncheckedIOException} where
 * the disk fails, and Kernel's exceptions for what Kernel refuses.
 */
public final class DeltaTableFixture {

  private static final String ENGINE = "embedded-delta-sharing-server";

  private final Engine engine;
  private final Path directory;
  private Snapshot latest;

  private DeltaTableFixture(Engine engine, Path directory, Snapshot latest) {
    this.engine = engine;
    this.directory = directory;
    this.latest = latest;
  }

  /**
   * Creates an empty table, version 0.
   *
   * @param dir where no table is yet; missing directories are created
   * @param partitionColumns top-level columns of the schema, none for an unpartitioned table
   * @param tableProperties such as {@code delta.columnMapping.mode}
   */
  public static DeltaTableFixture create(
      Path dir,
      StructType kernelSchema,
      List<String> partitionColumns,
      Map<String, String> tableProperties) {
    Engine engine = LocalEngine.create();
    String path = dir.toAbsolutePath().toString();
    CreateTableTransactionBuilder builder =
        TableManager.buildCreateTableTransaction(path, kernelSchema, ENGINE)
            .withTableProperties(tableProperties);
    if (!partitionColumns.isEmpty()) {
      List<Column> columns = partitionColumns.stream().map(Column::new).toList();
      builder = builder.withDataLayoutSpec(DataLayoutSpec.partitioned(columns));
    }
    builder.build(engine).commit(engine, CloseableIterable.emptyIterable());
    return new DeltaTableFixture(engine, dir, TableManager.loadSnapshot(path).build(engine));
  }

  /**
   * Goes on with a table that is there.
   *
   * @param dir the table's directory
   */
  public static DeltaTableFixture open(Path dir) {
    Engine engine = LocalEngine.create();
    String path = dir.toAbsolutePath().toString();
    return new DeltaTableFixture(engine, dir, TableManager.loadSnapshot(path).build(engine));
  }

  /**
   * Commits rows: one data file for each combination of partition values.
   *
   * @return the version that holds them
   */
  public long append(List<Object[]> rows) {
    return appendFiles(List.of(rows));
  }

  /**
   * Commits several files' rows at once; a file whose rows differ in their partition values becomes
   * several.
   *
   * @return the version that holds them
   */
  public synchronized long appendFiles(List<List<Object[]>> files) {
    Transaction transaction =
        latest.buildUpdateTableTransaction(ENGINE, Operation.WRITE).build(engine);
    DataFileWriter writer = new DataFileWriter(engine, transaction);
    try {
      List<Row> adds = new ArrayList<>();
      for (List<Object[]> rows : files) {
        adds.addAll(writer.write(rows));
      }
      return commit(transaction, adds);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write data files to " + directory, e);
    }
  }

  /**
   * Writes a checkpoint of the latest version.
   *
   * @return that version
   */
  public synchronized long checkpoint() {
    try {
      latest = TableManager.loadSnapshot(latest.getPath()).build(engine);
      latest.writeCheckpoint(engine);
      return latest.getVersion();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a checkpoint to " + directory, e);
    }
  }

  /** The table's directory, as it was given. */
  public Path directory() {
    return directory;
  }

  /** The names of the columns, in the order of a row's values. */
  public synchronized List<String> columns() {
    return latest.getSchema().fieldNames();
  }

  /** The version of the last commit. */
  public synchronized long latestVersion() {
    return latest.getVersion();
  }

  private long commit(Transaction transaction, List<Row> actions) {
    TransactionCommitResult result =
        transaction.commit(
            engine,
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    // Kernel knows the new state already; a long log is not listed and replayed for each commit.
    latest =
        result
            .getPostCommitSnapshot()
            .orElseGet(() -> TableManager.loadSnapshot(latest.getPath()).build(engine));
    return result.getVersion();
  }
}
