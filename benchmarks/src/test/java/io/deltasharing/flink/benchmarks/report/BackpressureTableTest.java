/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.trial.BackpressureMeasurement;
import io.deltasharing.flink.benchmarks.trial.Link;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackpressureTableTest {

  @Test
  void hasTheMedianAndTheLargest() {
    BackpressureTable table = new BackpressureTable();
    String line =
        table.add(
            Link.CHAINED,
            Contender.OURS,
            new BackpressureMeasurement(List.of(3.0, 90.26, 4.0), List.of(10.0, 12.0)));
    assertThat(cells(line))
        .containsExactly("", "chained", "ours", "4.0", "90.3", "11.0", "12.0", "");
    List<String> head = table.head().lines().toList();
    assertThat(head.get(1)).hasSameSizeAs(head.get(0)).hasSameSizeAs(line.strip()).matches("[|-]*");
  }

  private static String[] cells(String line) {
    return line.strip().split("\\s*\\|\\s*", -1);
  }
}
