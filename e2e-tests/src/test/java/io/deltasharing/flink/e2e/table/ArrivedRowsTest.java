/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.TradesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivedRowsTest {
  @TempDir Path directory;

  @Test
  void rowsAsWrittenAreClean() throws IOException {
    write("part-0", json(0), json(2));
    write("part-1", json(1));

    Verdict verdict = new ArrivedRows(directory).verdict(3);

    assertThat(verdict).isEqualTo(new Verdict(3, 0, 0, 0));
    assertThat(verdict.isClean()).isTrue();
  }

  @Test
  void whatDidNotComeIsLost() throws IOException {
    write("part-0", json(0), json(2));

    assertThat(new ArrivedRows(directory).verdict(4)).isEqualTo(new Verdict(2, 2, 0, 0));
  }

  @Test
  void whatCameTwiceIsDoubledAlsoInOneFile() throws IOException {
    write("part-0", json(0), json(0));
    write("part-1", json(0), json(1));

    assertThat(new ArrivedRows(directory).verdict(2)).isEqualTo(new Verdict(2, 0, 2, 0));
  }

  @Test
  void otherValuesAndUnknownRowsAreWrong() throws IOException {
    write("part-0", json(0).replace("ACME", "ACNE"), json(1), json(7), "{\"symbol\":\"X\"}");

    assertThat(new ArrivedRows(directory).verdict(2)).isEqualTo(new Verdict(3, 0, 0, 3));
  }

  @Test
  void whatTheSinkHasNotCommittedDoesNotCount() throws IOException {
    write(".part-0.inprogress.1", json(0));

    assertThat(new ArrivedRows(directory).count()).isZero();
  }

  @Test
  void aFileIsReadOnce() throws IOException {
    ArrivedRows rows = new ArrivedRows(directory);
    write("part-0", json(0));
    assertThat(rows.count()).isOne();
    write("part-1", json(1));

    assertThat(rows.count()).isEqualTo(2);
    assertThat(rows.verdict(2).isClean()).isTrue();
  }

  @Test
  void noDirectoryYetMeansNoRows() {
    assertThat(new ArrivedRows(directory.resolve("later")).count()).isZero();
  }

  private void write(String file, String... lines) throws IOException {
    Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
  }

  private static String json(long id) {
    Object[] row = TradesTable.row(id);
    return "{\"id\":%d,\"symbol\":\"%s\",\"price\":%s,\"ts\":\"%s\"}"
        .formatted(id, row[1], row[2], row[3]);
  }
}
