/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradesTableTest {

  @TempDir Path directory;

  @Test
  void numbersTradesWithoutGaps() throws IOException {
    TradesTable table = TradesTable.create(directory);
    assertThat(table.append(3)).isEqualTo(1);
    assertThat(table.append(2)).isEqualTo(2);
    assertThat(table.rowsWritten()).isEqualTo(5);
    List<List<@Nullable Object>> rows = new KernelRows(directory).read();
    assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    for (List<@Nullable Object> row : rows) {
      Object[] expected = TradesTable.row((Long) row.get(0));
      long micros = ((Instant) expected[3]).toEpochMilli() * 1000;
      assertThat(row).containsExactly(expected[0], expected[1], expected[2], micros);
    }
  }

  @Test
  void derivesEveryValueFromTheId() {
    assertThat(TradesTable.row(0))
        .containsExactly(0L, "ACME", new BigDecimal("10.0000"), TradesTable.FIRST_TRADE);
    assertThat(TradesTable.row(8))
        .containsExactly(
            8L,
            "BOLT",
            new BigDecimal("955.0296").setScale(4),
            Instant.parse("2026-01-01T00:08:00Z"));
  }
}
