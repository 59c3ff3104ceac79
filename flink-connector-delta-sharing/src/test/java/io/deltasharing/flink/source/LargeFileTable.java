/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A table of one file that is large enough to be read by several readers: ids from 0 on, and much
 * beside each that nobody reads.
 */
final class LargeFileTable {
  static final int ROW_GROUPS = 24;
  static final int ROWS_PER_GROUP = 50;
  static final int ROWS = ROW_GROUPS * ROWS_PER_GROUP;

  /** So that a row group takes 6 MB, and all of them 144 MB. */
  private static final int PAYLOAD_BYTES = (6 << 20) / ROWS_PER_GROUP;

  /** The table tracks rows. */
  static final long FIRST_ROW_ID = 5000;

  static final String FILE = "large.parquet";
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message large { required int64 id; required binary payload; }");

  private LargeFileTable() {}

  static void write(Path directory) throws IOException {
    Path log = Files.createDirectories(directory.resolve("_delta_log"));
    Path file = directory.resolve(FILE);
    byte[] payload = new byte[PAYLOAD_BYTES];
    Random random = new Random(1);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(false)
            .withRowGroupRowCountLimit(ROWS_PER_GROUP)
            .build()) {
      for (long id = 0; id < ROWS; id++) {
        random.nextBytes(payload);
        Group row = new SimpleGroup(SCHEMA);
        row.add("id", id);
        row.add("payload", Binary.fromReusedByteArray(payload));
        writer.write(row);
      }
    }
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["rowTracking","domainMetadata"]}}
        {"metaData":{"id":"large","format":{"provider":"parquet","options":{}},\
        "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[\
        {\\"name\\":\\"id\\",\\"type\\":\\"long\\",\\"nullable\\":false,\\"metadata\\":{}},\
        {\\"name\\":\\"payload\\",\\"type\\":\\"binary\\",\\"nullable\\":false,\\"metadata\\":{}}]}",\
        "partitionColumns":[],"configuration":{"delta.enableRowTracking":"true",\
        "delta.rowTracking.materializedRowIdColumnName":"kept-id",\
        "delta.rowTracking.materializedRowCommitVersionColumnName":"kept-version"}}}
        {"add":{"path":"%s","partitionValues":{},"size":%d,"modificationTime":1767225600000,\
        "dataChange":true,"baseRowId":%d,"defaultRowCommitVersion":0}}
        """
            .formatted(FILE, Files.size(file), FIRST_ROW_ID));
  }
}
