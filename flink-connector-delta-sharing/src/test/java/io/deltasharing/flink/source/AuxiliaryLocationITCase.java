/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RefusalKind;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files of a table that lie elsewhere, as a shallow clone's do: with credentials of their own. */
@Timeout(120)
class AuxiliaryLocationITCase {
  private static final String AUXILIARY = "s3://another-bucket/source/trades";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path directory;

  @Test
  void readsThemWithTheirOwnCredentials() throws Exception {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    trades.append(10);
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    move(trades, elsewhere);
    trades.append(7);
    SharedTable shared =
        SharedTable.of(TradesDdl.TABLE, trades.directory())
            .withAuxiliaryLocation(AUXILIARY, elsewhere);
    try (EmbeddedDeltaSharingServer server = EmbeddedDeltaSharingServer.builder().start()) {
      server.share(shared);
      Path profile = server.writeProfile(directory.resolve("config.share"));

      assertThat(QueryAnswer.ofBatch(new TradesDdl(server, profile).create())).isEqualTo("17 rows");
      assertThat(server.counters().vends(AUXILIARY)).isEqualTo(1);
      assertThat(server.counters().vends("s3://embedded-delta-sharing/market/live/trades"))
          .isEqualTo(1);
      for (RefusalKind kind : RefusalKind.values()) {
        // The store hides missing objects, and there is no checkpoint.
        if (kind != RefusalKind.MISSING_KEY) {
          assertThat(server.counters().refusals(kind)).as("%s", kind).isZero();
        }
      }
    }
  }

  /** Moves the data of the first commit, and names its new place in the log. */
  private static void move(TradesTable trades, Path elsewhere) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(trades.directory())) {
      file = files.filter(it -> it.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    String name = String.valueOf(file.getFileName());
    Files.move(file, elsewhere.resolve(name));
    Path commit = trades.directory().resolve("_delta_log/00000000000000000001.json");
    String moved =
        Files.readString(commit)
            .replace("\"path\":\"" + name, "\"path\":\"" + AUXILIARY + "/" + name);
    assertThat(moved).contains(AUXILIARY);
    Files.writeString(commit, moved);
  }
}
