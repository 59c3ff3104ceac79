/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.RowRangeReader;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.TableColumns;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Files of a table with a number and a variant, which stand in them in one way or another. */
final class VariantFile {
  /** One for all: each reads files of defaults. */
  private static final Configuration CONFIGURATION = new Configuration(false);

  static final TableDefinition TABLE =
      new TableDefinition("id", schema("variant"), List.of(), "none");

  /** The number is a time now, which is no form that our reader knows. */
  static final TableDefinition WITH_TIMES =
      new TableDefinition(
          "id", schema("variant").replace("\"integer\"", "\"timestamp_ntz\""), List.of(), "none");

  static final RowType TEXTS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("n", DataTypes.INT()), DataTypes.FIELD("v", DataTypes.STRING()))
              .getLogicalType();

  private VariantFile() {}

  private static String schema(String type) {
    return "{\"type\":\"struct\",\"fields\":[{\"name\":\"n\",\"type\":\"integer\",\"nullable\":true,"
        + "\"metadata\":{}},{\"name\":\"v\",\"type\":\""
        + type
        + "\",\"nullable\":true,\"metadata\":{}}]}";
  }

  /**
   * A file of one row.
   *
   * @param fields of the variant's group
   * @param fill puts values into that group
   */
  static byte[] of(String fields, Consumer<Group> fill) throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional int32 n (DATE); optional group v { " + fields + " } }");
    BytesOutput output = new BytesOutput();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(output).withConf(CONFIGURATION).withType(schema).build()) {
      Group row = new SimpleGroup(schema);
      row.add("n", 7);
      fill.accept(row.addGroup("v"));
      writer.write(row);
    }
    return output.bytes();
  }

  /** Our reader, before Kernel's. */
  static ParquetReader reader(TableDefinition table, RowType type, byte[] bytes) {
    MemoryStorage storage = ReadFile.storage(bytes);
    return new ParquetReader(
        storage,
        MemoryStorage.ROOT,
        TableColumns.of(table, type, "s.s.t"),
        ScanSettings.DEFAULT,
        () -> kernel(table, type, storage));
  }

  private static RowRangeReader kernel(TableDefinition table, RowType type, MemoryStorage storage) {
    return KernelFileReader.of(storage, MemoryStorage.ROOT, table, type, "s.s.t");
  }
}
