/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class LiveTableITCase {

  private static final int ROWS_PER_COMMIT = 20;
  private static final int LOOKS = 50;

  @TempDir Path directory;

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void neverShowsHalfACommit() throws IOException, InterruptedException {
    TradesTable table = TradesTable.create(directory);
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try (EmbeddedDeltaSharingServer server =
            EmbeddedDeltaSharingServer.builder().table("s.c.t", directory).start();
        TradesFeed feed = new TradesFeed(table, ROWS_PER_COMMIT, Duration.ofMillis(1), scheduler)) {
      SharingClient client = SharingClient.of(server);
      try (S3Client store = client.store(client.vend("s.c.t"))) {
        feed.start();
        long seen = 0;
        for (int looks = 0; looks < LOOKS && feed.failure().isEmpty(); ) {
          long newest = checkNewest(store, StorageLocation.parse(server.location("s.c.t")), seen);
          looks += newest > seen ? 1 : 0;
          seen = newest;
        }
      }
      feed.stop();
      assertThat(feed.failure()).isEmpty();
    } finally {
      scheduler.shutdown();
    }
    assertThat(table.rowsWritten()).isEqualTo(table.latestVersion() * ROWS_PER_COMMIT);
    assertThat(new KernelRows(directory).read())
        .extracting(row -> row.get(0))
        .doesNotHaveDuplicates()
        .hasSize((int) table.rowsWritten());
  }

  /** Reads the newest commit at once after it is listed, and the data file that it names. */
  private static long checkNewest(S3Client store, StorageLocation table, long seen)
      throws IOException {
    String log = table.keyPrefix() + "_delta_log/";
    ListObjectsV2Response commits =
        store.listObjectsV2(
            r ->
                r.bucket(table.bucket())
                    .prefix(log + "0")
                    .startAfter(log + String.format("%020d.json", seen)));
    if (commits.contents().isEmpty()) {
      return seen;
    }
    long last = seen + commits.contents().size();
    S3Object newest = commits.contents().get(commits.contents().size() - 1);
    assertThat(newest.key()).isEqualTo(log + String.format("%020d.json", last));
    String commit = read(store, table, newest.key());
    assertThat(commit).hasSize(newest.size().intValue()).endsWith("}\n");
    String add = commit.lines().filter(l -> l.contains("\"add\"")).findFirst().orElseThrow();
    String dataFile = table.keyPrefix() + Json.parse(add).at("/add/path").asText();
    assertThat(read(store, table, dataFile)).startsWith("PAR1").endsWith("PAR1");
    return last;
  }

  private static String read(S3Client store, StorageLocation table, String key) {
    return store
        .getObjectAsBytes(r -> r.bucket(table.bucket()).key(key))
        .asString(StandardCharsets.ISO_8859_1);
  }
}
