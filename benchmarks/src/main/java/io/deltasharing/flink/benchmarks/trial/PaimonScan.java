/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.paimon.data.InternalRow;
import org.apache.paimon.format.FileFormatFactory;
import org.apache.paimon.format.FormatReaderContext;
import org.apache.paimon.format.FormatReaderFactory;
import org.apache.paimon.format.parquet.ParquetFileFormat;
import org.apache.paimon.fs.local.LocalFileIO;
import org.apache.paimon.options.Options;
import org.apache.paimon.reader.RecordReader;
import org.apache.paimon.types.DataType;
import org.apache.paimon.types.DataTypes;

/** By Paimon's reader, to Paimon's own rows, file after file. */
final class PaimonScan implements Pass {
  /** Paimon's own. */
  private static final int BATCH = 1024;

  private final List<Path> files;
  private final FormatReaderFactory format;
  private final PaimonSum sum;

  PaimonScan(List<Path> files, RowType columns) {
    this.files = files;
    org.apache.paimon.types.RowType rowType = rowType(columns);
    this.format =
        new ParquetFileFormat(new FileFormatFactory.FormatContext(new Options(), BATCH, BATCH))
            .createReaderFactory(rowType, rowType, List.of());
    this.sum = new PaimonSum(columns);
  }

  @Override
  public ReadSum run() throws IOException {
    ReadSum total = ReadSum.NOTHING;
    for (Path file : files) {
      total = total.plus(read(file));
    }
    return total;
  }

  private ReadSum read(Path file) throws IOException {
    long rows = 0;
    long total = 0;
    FormatReaderContext context =
        new FormatReaderContext(
            LocalFileIO.create(), new org.apache.paimon.fs.Path(file.toString()), Files.size(file));
    try (RecordReader<InternalRow> reader = format.createReader(context)) {
      for (RecordReader.RecordIterator<InternalRow> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (InternalRow row = batch.next(); row != null; row = batch.next()) {
          total += sum.of(row);
          rows++;
        }
        batch.releaseBatch();
      }
    }
    return new ReadSum(rows, total);
  }

  private static org.apache.paimon.types.RowType rowType(RowType type) {
    return org.apache.paimon.types.RowType.of(
        type.getChildren().stream().map(PaimonScan::type).toArray(DataType[]::new),
        type.getFieldNames().toArray(String[]::new));
  }

  private static DataType type(LogicalType type) {
    DataType converted =
        switch (type.getTypeRoot()) {
          case BIGINT -> DataTypes.BIGINT();
          case INTEGER -> DataTypes.INT();
          case DATE -> DataTypes.DATE();
          case DECIMAL -> DataTypes.DECIMAL(Fields.PRECISION, Fields.SCALE);
          case VARCHAR -> DataTypes.STRING();
          case DOUBLE -> DataTypes.DOUBLE();
          case ARRAY -> DataTypes.ARRAY(type(type.getChildren().get(0)));
          case MAP ->
              DataTypes.MAP(type(type.getChildren().get(0)), type(type.getChildren().get(1)));
          case ROW -> rowType((RowType) type);
          default -> throw new IllegalArgumentException("no such type at Paimon's: " + type);
        };
    return converted.copy(type.isNullable());
  }
}
