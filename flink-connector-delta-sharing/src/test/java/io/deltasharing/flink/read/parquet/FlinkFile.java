/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.formats.parquet.row.ParquetRowDataBuilder;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Files that Flink's Parquet format writes, as its filesystem connector does. */
final class FlinkFile {
  private FlinkFile() {}

  static WrittenFile write(
      java.nio.file.Path path,
      List<TestColumn> columns,
      List<List<@Nullable Object>> rows,
      String codec,
      boolean dictionary)
      throws IOException {
    RowType type = ReadFile.rowType(WrittenFile.table(columns));
    Configuration configuration = new Configuration(false);
    configuration.set("parquet.compression", codec);
    configuration.setBoolean("parquet.enable.dictionary", dictionary);
    configuration.setInt("parquet.page.size", 4096);
    configuration.setInt("parquet.block.size", 1 << 16);
    BulkWriter.Factory<RowData> factory =
        ParquetRowDataBuilder.createWriterFactory(type, configuration, true);
    FSDataOutputStream stream =
        LocalFileSystem.getLocalFileSystem()
            .create(
                new Path(path.toUri()), org.apache.flink.core.fs.FileSystem.WriteMode.OVERWRITE);
    try (stream) {
      BulkWriter<RowData> writer = factory.create(stream);
      for (List<@Nullable Object> row : rows) {
        writer.addElement(FlinkValues.row(row, type));
      }
      writer.finish();
    }
    byte[] bytes = java.nio.file.Files.readAllBytes(path);
    return new WrittenFile(columns, TestRows.asRead(rows), ReadFile.schema(bytes), bytes);
  }
}
