/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.ReadFilter;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.RowValues;
import io.deltasharing.flink.read.kernel.TableColumns;
import io.deltasharing.flink.types.DeltaTypes;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of a file in memory, as several readers see them. */
final class ReadFile {
  private static final Configuration CONFIGURATION = new Configuration(false);

  static final String PATH = "part-1.parquet";

  private ReadFile() {}

  /** Another reader would be asked. */
  static final class PassedOnException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    PassedOnException() {
      super("passed on");
    }
  }

  /** By the reader under test, which must know all that is in the file. */
  static List<List<@Nullable Object>> byOurs(TableDefinition table, byte[] bytes)
      throws IOException {
    return byOurs(table, bytes, 0, ScanSettings.DEFAULT);
  }

  static List<List<@Nullable Object>> byOurs(
      TableDefinition table, byte[] bytes, long firstRow, ScanSettings settings)
      throws IOException {
    ParquetReader reader = ours(table, storage(bytes), settings);
    return rows(reader.open(file(bytes), firstRow), firstRow, rowType(table));
  }

  static ParquetReader ours(TableDefinition table, MemoryStorage storage, ScanSettings settings) {
    return new ParquetReader(
        storage,
        MemoryStorage.ROOT,
        TableColumns.of(table, rowType(table), "s.s.t"),
        settings,
        () ->
            (file, ranges, row) -> {
              throw new PassedOnException();
            });
  }

  /** By the reader under test, those that may satisfy a predicate, by their physical index. */
  static Map<Long, List<@Nullable Object>> filtered(
      TableDefinition table, byte[] bytes, Predicate predicate) throws IOException {
    RowType type = rowType(table);
    ParquetReader reader = ours(table, storage(bytes), ScanSettings.DEFAULT);
    return byPosition(
        reader.filtered(new ReadFilter(predicate, type.getFieldNames())).open(file(bytes), 0),
        type);
  }

  static Map<Long, List<@Nullable Object>> byPosition(FileRows rowsOfFile, RowType type)
      throws IOException {
    Map<Long, List<@Nullable Object>> rows = new TreeMap<>();
    try (FileRows open = rowsOfFile) {
      for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
        for (int i = 0; i < batch.get().size(); i++) {
          rows.put(batch.get().position(i), RowValues.of(batch.get().row(i), type));
        }
        batch.get().release();
      }
    }
    return rows;
  }

  static List<List<@Nullable Object>> byKernel(TableDefinition table, byte[] bytes)
      throws IOException {
    RowType type = rowType(table);
    KernelFileReader reader =
        KernelFileReader.of(storage(bytes), MemoryStorage.ROOT, table, type, "s.s.t");
    return rows(reader.open(file(bytes), 0), 0, type);
  }

  /** The columns of a schema, by their names. */
  static List<List<@Nullable Object>> byParquetJava(byte[] bytes, MessageType wanted)
      throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (org.apache.parquet.hadoop.ParquetReader<Group> reader =
        new org.apache.parquet.hadoop.ParquetReader.Builder<Group>(new BytesInput(bytes)) {
          @Override
          protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
          }
        }.withConf(CONFIGURATION).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(GroupValues.row(group, wanted));
      }
    }
    return rows;
  }

  /** As the file has it. */
  static MessageType schema(byte[] bytes) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new BytesInput(bytes))) {
      return reader.getFileMetaData().getSchema();
    }
  }

  static RowType rowType(TableDefinition table) {
    return (RowType) DeltaTypes.toFlink(KernelAdapter.schema(table.schemaJson()));
  }

  static MemoryStorage storage(byte[] bytes) {
    MemoryStorage storage = new MemoryStorage();
    storage.put(PATH, bytes);
    return storage;
  }

  static DataFile file(byte[] bytes) {
    return new DataFile(PATH, bytes.length, Map.of(), null);
  }

  static List<List<@Nullable Object>> rows(
      DataFileReader reader, byte[] bytes, long firstRow, RowType type) throws IOException {
    return rows(reader.open(file(bytes), firstRow), firstRow, type);
  }

  static List<List<@Nullable Object>> rows(FileRows rowsOfFile, long firstRow, RowType type)
      throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (FileRows open = rowsOfFile) {
      long next = firstRow;
      for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
        for (int i = 0; i < batch.get().size(); i++) {
          if (batch.get().position(i) != next++) {
            throw new AssertionError("position " + batch.get().position(i));
          }
          rows.add(RowValues.of(batch.get().row(i), type));
        }
        batch.get().release();
      }
    }
    return rows;
  }
}
