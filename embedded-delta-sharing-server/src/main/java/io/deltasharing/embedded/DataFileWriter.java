/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.data.TransactionStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the data files of one transaction. It hands Kernel's Parquet writer physical rows itself:
 * Kernel's own conversion of logical ones refuses tables with column mapping.
 */
final class DataFileWriter {

  private final Engine engine;
  private final Row state;
  private final StructType logical;
  private final StructType physical;
  private final List<Integer> partitionOrdinals = new ArrayList<>();

  DataFileWriter(Engine engine, Transaction transaction) {
    this.engine = engine;
    state = transaction.getTransactionState(engine);
    logical = TransactionStateRow.getLogicalSchema(state);
    physical = TransactionStateRow.getPhysicalSchema(state);
    for (String column : TransactionStateRow.getPartitionColumnsList(state)) {
      partitionOrdinals.add(logical.indexOf(column));
    }
  }

  /**
   * One file for each combination of partition values among the rows; returns their add actions.
   */
  List<Row> write(List<Object[]> rows) throws IOException {
    Map<List<@Nullable Object>, List<@Nullable Object[]>> partitions = new LinkedHashMap<>();
    for (Object[] row : rows) {
      @Nullable Object[] converted = converted(row);
      List<@Nullable Object> key = new ArrayList<>();
      partitionOrdinals.forEach(ordinal -> key.add(converted[ordinal]));
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(converted);
    }
    List<Row> actions = new ArrayList<>();
    for (Map.Entry<List<@Nullable Object>, List<@Nullable Object[]>> e : partitions.entrySet()) {
      actions.addAll(writeFile(partitionValues(e.getKey()), e.getValue()));
    }
    return actions;
  }

  private @Nullable Object[] converted(Object[] row) {
    Object converted = FixtureValues.toKernel(logical, row, "row " + Arrays.toString(row));
    return (@Nullable Object[]) Objects.requireNonNull(converted);
  }

  private Map<String, Literal> partitionValues(List<@Nullable Object> key) {
    Map<String, Literal> values = new LinkedHashMap<>();
    for (int i = 0; i < key.size(); i++) {
      int ordinal = partitionOrdinals.get(i);
      values.put(
          logical.at(ordinal).getName(),
          FixtureValues.literal(logical.at(ordinal).getDataType(), key.get(i)));
    }
    return values;
  }

  private List<Row> writeFile(Map<String, Literal> partition, List<@Nullable Object[]> rows)
      throws IOException {
    DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
    RowBatch batch = RowBatch.of(physical, rows, partitionOrdinals);
    try (CloseableIterator<DataFileStatus> written =
            engine
                .getParquetHandler()
                .writeParquetFiles(
                    context.getTargetDirectory(),
                    Utils.singletonCloseableIterator(
                        new FilteredColumnarBatch(batch, Optional.empty())),
                    /* statsColumns= */ List.of());
        CloseableIterator<Row> adds =
            Transaction.generateAppendActions(
                engine, state, withStatistics(written.toInMemoryList(), batch, context), context)) {
      return adds.toInMemoryList();
    }
  }

  /** Kernel splits very large batches; such files keep what it says of them, their row counts. */
  private static CloseableIterator<DataFileStatus> withStatistics(
      List<DataFileStatus> files, RowBatch batch, DataWriteContext context) {
    if (files.size() != 1) {
      return Utils.toCloseableIterator(files.iterator());
    }
    DataFileStatus file = files.get(0);
    return Utils.singletonCloseableIterator(
        new DataFileStatus(
            file.getPath(),
            file.getSize(),
            file.getModificationTime(),
            Optional.of(BatchStatistics.of(batch, context.getStatisticsColumns()))));
  }
}
