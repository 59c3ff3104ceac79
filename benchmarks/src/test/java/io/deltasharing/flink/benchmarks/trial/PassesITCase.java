/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.Scenario;
import io.deltasharing.flink.benchmarks.Scenarios;
import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All who can read without a server read the same of a small table. */
class PassesITCase {
  private static final int ROWS = 4000;

  @TempDir static Path directory;
  private static Tables tables;

  @BeforeAll
  static void makeTables() throws Exception {
    tables = Tables.in(directory, ROWS);
    for (Dataset dataset : Dataset.values()) {
      tables.make(dataset);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reader-1-column",
        "reader-16-columns",
        "reader-16-columns-zstd",
        "reader-strings",
        "reader-nulls",
        "reader-nested"
      })
  void allReadTheSame(String name) throws Exception {
    Scenario scenario = Scenarios.named(name);
    ReadSum ours = read(scenario, Contender.OURS);
    assertThat(ours.rows()).isEqualTo(tables.rows(scenario.data()));
    for (Contender contender : scenario.contenders()) {
      assertThat(read(scenario, contender)).as(contender.label()).isEqualTo(ours);
    }
  }

  @Test
  void oneRowInTenIsDeletedForKernelToo() throws Exception {
    Scenario scenario = Scenarios.named("reader-deletion-vectors");
    ReadSum ours = read(scenario, Contender.OURS);
    assertThat(ours.rows()).isBetween(ROWS * 88L / 100, ROWS * 92L / 100);
    assertThat(read(scenario, Contender.KERNEL)).isEqualTo(ours);
    assertThat(read(scenario, Contender.OURS_UNDELETED).rows()).isEqualTo(ROWS);
  }

  @Test
  void pipelinesReadTheSame() throws Exception {
    Scenario scenario = Scenarios.named("stream-copy-parallelism-2");
    ReadSum ours = read(scenario, Contender.OURS);
    assertThat(ours.rows()).isEqualTo(ROWS);
    assertThat(read(scenario, Contender.FLINK)).isEqualTo(ours);
  }

  @Test
  void oneRowInAHundredIsSelected() throws Exception {
    for (String name : new String[] {"sql-filter", "sql-filter-clustered"}) {
      Scenario scenario = Scenarios.named(name);
      long rows = tables.rows(scenario.data());
      assertThat(read(scenario, Contender.FLINK).rows()).as(name).isBetween(rows / 200, rows / 50);
    }
  }

  private static ReadSum read(Scenario scenario, Contender contender) throws Exception {
    TrialArguments arguments =
        new TrialArguments(
            scenario, contender, tables, Duration.ZERO, Duration.ZERO, Optional.empty());
    assertThat(TrialArguments.parse(arguments.words().toArray(String[]::new))).isEqualTo(arguments);
    try (Pass pass = Passes.of(arguments)) {
      return pass.run();
    }
  }
}
