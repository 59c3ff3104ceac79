/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.iceberg.Files;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.data.FlinkParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.parquet.Parquet;

/** By Iceberg's reader for Flink, file after file. */
final class IcebergScan implements Pass {
  private final List<Path> files;
  private final Schema schema;
  private final RowSum sum;

  IcebergScan(List<Path> files, RowType columns) {
    this.files = files;
    this.schema =
        FlinkSchemaUtil.convert(
            ResolvedSchema.of(
                columns.getFields().stream()
                    .map(
                        it ->
                            (Column)
                                Column.physical(
                                    it.getName(),
                                    TypeConversions.fromLogicalToDataType(it.getType())))
                    .toList()));
    this.sum = new RowSum(columns);
  }

  @Override
  public ReadSum run() throws IOException {
    long rows = 0;
    long total = 0;
    for (Path file : files) {
      try (CloseableIterable<RowData> open = open(file)) {
        for (RowData row : open) {
          total += sum.of(row);
          rows++;
        }
      }
    }
    return new ReadSum(rows, total);
  }

  private CloseableIterable<RowData> open(Path file) {
    return Parquet.read(Files.localInput(file.toFile()))
        .project(schema)
        .createReaderFunc(inFile -> FlinkParquetReaders.buildReader(schema, inFile))
        .withNameMapping(MappingUtil.create(schema))
        .reuseContainers()
        .build();
  }
}
