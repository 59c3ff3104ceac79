/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletedRows;
import io.deltasharing.flink.plan.DeletionVectorReader;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.PartitionColumns;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowRange;
import io.deltasharing.flink.read.RowRangeReader;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.types.DeclaredSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;

/** Opens data files by Kernel's Parquet handler. */
public final class KernelFileReader implements RowRangeReader {
  private final DeletionVectorReader vectors;
  private final StorageLocation root;
  private final Engine engine;
  private final StructType physicalSchema;
  private final List<OutputColumn> columns;
  private final FieldPaths produced;

  private KernelFileReader(
      DeletionVectorReader vectors,
      StorageLocation root,
      Engine engine,
      StructType physicalSchema,
      List<OutputColumn> columns,
      FieldPaths produced) {
    this.vectors = vectors;
    this.root = root;
    this.engine = engine;
    this.physicalSchema = physicalSchema;
    this.columns = columns;
    this.produced = produced;
  }

  /**
   * Prepares to read a table's files.
   *
   * @param rowType the rows to produce: columns by name, as the user declared them
   * @param name share.schema.table, for messages
   * @throws io.deltasharing.flink.types.SchemaMismatchException if the table does not have these
   *     columns
   */
  public static KernelFileReader of(
      TableStorage storage,
      StorageLocation root,
      TableDefinition table,
      RowType rowType,
      String name) {
    StructType actual = KernelAdapter.schema(table.schemaJson());
    StructType wanted = DeclaredSchema.match(rowType, actual, name);
    PartitionColumns partitions = PartitionColumns.of(actual, table.partitionColumns());
    String mode = table.columnMappingMode();
    List<OutputColumn> columns = new ArrayList<>();
    StructType inFiles = new StructType();
    for (int i = 0; i < wanted.length(); i++) {
      StructField field = wanted.at(i);
      if (partitions.contain(field.getName())) {
        columns.add(
            new OutputColumn.Partition(
                PartitionColumn.of(
                    KernelAdapter.physicalName(actual, field.getName(), mode),
                    actual.get(field.getName()).getDataType(),
                    field.getDataType())));
      } else {
        MapsOfStructs.check(
            name, field.getName(), field.getDataType(), actual.get(field.getName()).getDataType());
        columns.add(
            OutputColumn.inFile(inFiles.length(), field.getDataType(), rowType.getTypeAt(i)));
        inFiles = inFiles.add(field);
      }
    }
    return new KernelFileReader(
        new DeletionVectorReader(storage, root),
        root,
        KernelAdapter.engine(storage),
        KernelVariants.asGroups(KernelAdapter.physicalSchema(inFiles, actual, mode)),
        columns,
        FieldPaths.all(columns.size()));
  }

  /** The same, but producing some fields of the columns. */
  public KernelFileReader producing(FieldPaths fields) {
    return new KernelFileReader(vectors, root, engine, physicalSchema, columns, fields);
  }

  /**
   * The same, but reading more columns of numbers behind those of the table.
   *
   * @param names by which files have them; a file need not
   */
  public KernelFileReader reading(List<String> names) {
    StructType schema = physicalSchema;
    List<OutputColumn> more = new ArrayList<>(columns);
    for (String name : names) {
      more.add(OutputColumn.inFile(schema.length(), LongType.LONG, new BigIntType()));
      schema = schema.add(name, LongType.LONG);
    }
    return new KernelFileReader(vectors, root, engine, schema, more, FieldPaths.all(more.size()));
  }

  @Override
  public FileRows open(DataFile file, List<RowRange> ranges, long firstRow) throws IOException {
    StorageLocation location = root.resolve(file.path());
    FileStatus status = FileStatus.of(location.toString(), file.size(), 0);
    try {
      DeletedRows deleted = vectors.read(file);
      CloseableIterator<FileReadResult> batches =
          engine
              .getParquetHandler()
              .readParquetFiles(singleton(status), physicalSchema, Optional.empty());
      return new KernelFileRows(batches, file, columns, produced, deleted, ranges, firstRow);
    } catch (RuntimeException e) {
      throw KernelFileRows.unwrapped(e, location.toString());
    }
  }

  private static CloseableIterator<FileStatus> singleton(FileStatus status) {
    var one = List.of(status).iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return one.hasNext();
      }

      @Override
      public FileStatus next() {
        return one.next();
      }

      @Override
      public void close() {}
    };
  }
}
