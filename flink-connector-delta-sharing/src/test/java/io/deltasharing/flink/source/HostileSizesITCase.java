/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static io.deltasharing.flink.source.HostileServer.AWS;
import static io.deltasharing.flink.source.HostileServer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.testing.SmallHeap;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Answers made to fill our memory or to go on for ever: each is refused in words, and soon. */
@Timeout(120)
class HostileSizesITCase {
  private static final String BOMB =
      "its JSON is nested too deeply, has too many parts or too long a number";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path directory;
  private HostileServer hostile;

  @BeforeEach
  void start() {
    hostile = new HostileServer(directory, getClass());
  }

  @AfterEach
  void stop() {
    hostile.assertNobodyElseAsked();
    hostile.close();
  }

  @Test
  void jsonBombs() {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);
    String longNumber = "9".repeat(200_000);
    String broad = "[0" + ",[]".repeat(2_000_000) + "]";
    for (String bomb : List.of(deep, longNumber)) {
      hostile.vending("{'credentials':{'x':" + bomb + "," + AWS + "}}");
      assertThat(hostile.answer())
          .isEqualTo(REFUSED + hostile.senseless("temporary credentials for table ", BOMB));
      hostile.faults().clear();
    }
    for (String bomb : List.of(deep, longNumber, broad)) {
      hostile
          .faults()
          .answerWith(RequestKind.TABLE_METADATA, "{\"metaData\":" + bomb + "}", Faults.FOREVER);
      assertThat(hostile.planned()).isEqualTo(hostile.senseless("the metadata of table ", BOMB));
      hostile.faults().clear();
    }
    hostile.assertNothingRead();
  }

  @Test
  void listings() throws Exception {
    hostile
        .faults()
        .answerWith(
            RequestKind.LIST_TABLES, "{\"items\":[],\"nextPageToken\":\"x\"}", Faults.FOREVER);
    hostile.faults().flood(RequestKind.LIST_ALL_TABLES, Faults.FOREVER);
    try (SharingConnection connection =
        SharingConnection.open(new ProfileReference.InFile(hostile.profile.toString()))) {
      SharingClient client = connection.patient();
      assertThat(catchThrowable(() -> client.listTables("market", "live")))
          .hasMessageContaining("makes no sense: it names a next page that was already read");
      assertThat(catchThrowable(() -> client.listAllTables("market")))
          .hasMessageContaining("makes no sense: it is longer than 16777216 bytes");
    }
    assertThat(hostile.server.counters().requests(RequestKind.LIST_TABLES)).isEqualTo(2);
    assertThat(hostile.server.counters().requests(RequestKind.LIST_ALL_TABLES)).isEqualTo(1);
  }

  @Test
  void aSchemaThatIsABomb() throws Exception {
    String bomb = "[0" + ",[]".repeat(2_000_000) + "]";
    String metadata =
        hostile.metadata().replaceFirst("\"schemaString\":\"", "\"schemaString\":\"" + bomb);
    hostile.faults().answerWith(RequestKind.TABLE_METADATA, metadata, Faults.FOREVER);
    assertThat(hostile.planned())
        .isEqualTo(
            "The table's schema cannot be read: its JSON is nested too deeply or has too many"
                + " parts. Tell the table's provider.");
  }

  /** In a JVM that could not hold them: each flood is endless. */
  @Test
  void floods() throws Exception {
    int megabytes = 160;
    try (SmallHeap small = SmallHeap.start(megabytes, hostile.ddl().create(), directory)) {
      assertThat(small.query()).isEqualTo("10 rows");
      long start = System.nanoTime();
      hostile.faults().flood(RequestKind.TABLE_METADATA, 1);
      assertThat(small.query())
          .isEqualTo(
              hostile.senseless("the metadata of table ", "it is longer than 16777216 bytes"));
      // One for who infers the parallelism, and goes on without; one for the job.
      hostile.faults().flood(RequestKind.TEMPORARY_CREDENTIALS, 2);
      assertThat(small.query())
          .isEqualTo(
              REFUSED
                  + hostile.senseless(
                      "temporary credentials for table ", "it is longer than 1048576 bytes"));
      hostile.report("floods=2 heapMegabytes=" + megabytes, start);
      assertThat(small.query()).as("unharmed").isEqualTo("10 rows");
    }
  }
}
