/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** How the data of a table is laid out. */
public record FileLayout(int files, int rowGroups) {

  public static FileLayout of(List<Path> files) throws IOException {
    int rowGroups = 0;
    for (Path file : files) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        rowGroups += reader.getRowGroups().size();
      }
    }
    return new FileLayout(files.size(), rowGroups);
  }
}
