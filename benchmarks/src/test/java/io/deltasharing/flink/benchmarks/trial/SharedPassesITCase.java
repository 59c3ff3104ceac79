/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import static io.deltasharing.flink.benchmarks.data.Dataset.LINEITEM_SNAPPY;
import static io.deltasharing.flink.benchmarks.data.Dataset.REPEATED_SNAPPY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.Scenario;
import io.deltasharing.flink.benchmarks.Scenarios;
import io.deltasharing.flink.benchmarks.data.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All who read a small table from the shared store, or beside it, read the same of it. */
class SharedPassesITCase {
  private static final int ROWS = 4000;

  @TempDir static Path directory;
  private static Tables tables;
  private static EmbeddedDeltaSharingServer server;
  private static Shared shared;

  /** One for all: Flink keeps a file system once it is made. */
  @BeforeAll
  static void share() throws Exception {
    tables = Tables.in(directory, ROWS);
    tables.make(LINEITEM_SNAPPY);
    tables.make(REPEATED_SNAPPY);
    server =
        EmbeddedDeltaSharingServer.builder()
            .admin(true)
            .credentialLifetime(Duration.ofHours(12))
            .table(LINEITEM_SNAPPY.tableName(), tables.directory(LINEITEM_SNAPPY))
            .table(REPEATED_SNAPPY.tableName(), tables.directory(REPEATED_SNAPPY))
            .start();
    shared =
        new Shared(
            server.writeProfile(directory.resolve("bench.share")),
            server.storeEndpoint(),
            server.endpoint().resolve("/admin/counters"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql-filter", "reader-s3"})
  void allReadTheSame(String name) throws Exception {
    Scenario scenario = Scenarios.named(name);
    ReadSum ours = read(scenario, Contender.OURS);
    assertThat(ours.rows()).isPositive();
    Requests requests = Requests.of(shared.counters());
    for (Contender contender : scenario.contenders()) {
      long before = requests.soFar();
      assertThat(read(scenario, contender)).as(contender.label()).isEqualTo(ours);
      assertThat(requests.soFar() > before)
          .as(contender.label() + " asks the store")
          .isEqualTo(!contender.isLocal(scenario.pipeline().form()));
    }
  }

  private static ReadSum read(Scenario scenario, Contender contender) throws Exception {
    try (Pass pass =
        Passes.of(
            new TrialArguments(
                scenario, contender, tables, Duration.ZERO, Duration.ZERO, Optional.of(shared)))) {
      return pass.run();
    }
  }
}
