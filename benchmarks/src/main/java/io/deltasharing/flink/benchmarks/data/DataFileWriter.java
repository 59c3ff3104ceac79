/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Writes files by parquet-java, with its defaults but for smaller row groups. */
final class DataFileWriter {
  /** There are to be several in a file. */
  private static final long ROW_GROUP_BYTES = 32 << 20;

  private final Rows rows;
  private final CompressionCodecName codec;

  DataFileWriter(Rows rows, CompressionCodecName codec) {
    this.rows = rows;
    this.codec = codec;
  }

  /** A file with so many of the next rows. */
  WrittenFile write(Path file, long count) throws IOException {
    long least = 0;
    try (ParquetWriter<Rows> writer =
        new Builder(new LocalOutputFile(file), rows)
            .withConf(new Configuration(false))
            .withCompressionCodec(codec)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build()) {
      for (long i = 0; i < count; i++) {
        writer.write(rows);
        least = i == 0 ? rows.key() : least;
      }
    }
    return new WrittenFile(
        file.getFileName().toString(), Files.size(file), count, least, rows.key());
  }

  private static final class Builder extends ParquetWriter.Builder<Rows, Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Rows> getWriteSupport(Configuration configuration) {
      return new RowsWriteSupport(rows.fileSchema());
    }
  }
}
