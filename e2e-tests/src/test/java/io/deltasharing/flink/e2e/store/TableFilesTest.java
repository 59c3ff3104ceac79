/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {

  @TempDir Path table;

  @Test
  void comeInTheOrderInWhichTheyWereWritten() throws IOException {
    write("_delta_log/_last_checkpoint");
    write("_delta_log/00000000000000000010.json");
    write("_delta_log/00000000000000000002.checkpoint.parquet");
    write("_delta_log/00000000000000000002.crc");
    write("_delta_log/00000000000000000002.json");
    write("_delta_log/00000000000000000001.json");
    write("_delta_log/_sidecars/s.parquet");
    write("z.parquet");
    write("day=1/a.parquet");
    TableFiles files = new TableFiles(table);
    assertThat(files.inOrder())
        .extracting(files::key)
        .containsExactly(
            "_delta_log/_sidecars/s.parquet",
            "day=1/a.parquet",
            "z.parquet",
            "_delta_log/00000000000000000001.json",
            "_delta_log/00000000000000000002.json",
            "_delta_log/00000000000000000002.checkpoint.parquet",
            "_delta_log/00000000000000000002.crc",
            "_delta_log/00000000000000000010.json",
            "_delta_log/_last_checkpoint");
  }

  @Test
  void leaveOutWhatHadoopHides() throws IOException {
    write("_delta_log/00000000000000000000.json");
    write("_delta_log/.00000000000000000001.json.tmp");
    write(".a.parquet.crc");
    TableFiles files = new TableFiles(table);
    assertThat(files.inOrder())
        .extracting(files::key)
        .containsExactly("_delta_log/00000000000000000000.json");
  }

  @Test
  void areThoseOfATable() {
    assertThatThrownBy(() -> new TableFiles(table).inOrder())
        .isInstanceOf(IOException.class)
        .hasMessage(table + " holds no Delta table (no _delta_log)");
  }

  private void write(String name) throws IOException {
    Path file = table.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}
