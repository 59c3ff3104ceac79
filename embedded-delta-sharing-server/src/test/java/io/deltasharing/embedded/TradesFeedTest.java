/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TradesFeedTest {

  @TempDir Path directory;
  private final CapturingScheduler scheduler = new CapturingScheduler();

  @AfterEach
  void shutDown() {
    scheduler.shutdownNow();
  }

  @Test
  void commitsAtEachTickUntilItIsStopped() {
    TradesTable table = TradesTable.create(directory);
    TradesFeed feed = new TradesFeed(table, 5, Duration.ofSeconds(1), scheduler);
    feed.start();
    scheduler.tick();
    scheduler.tick();
    feed.stop();
    scheduler.tick();
    assertThat(table.rowsWritten()).isEqualTo(10);
    assertThat(scheduler.isCancelled()).isTrue();
    assertThat(feed.failure()).isEmpty();
  }

  @Test
  void keepsTheFailureThatEndedIt() throws IOException {
    TradesTable table = TradesTable.create(directory.resolve("t"));
    TradesFeed feed = new TradesFeed(table, 5, Duration.ofSeconds(1), scheduler);
    feed.start();
    MoreFiles.deleteRecursively(table.directory(), RecursiveDeleteOption.ALLOW_INSECURE);
    Files.writeString(table.directory(), "in the way");
    scheduler.tick();
    assertThat(feed.failure()).isPresent();
    assertThat(scheduler.isCancelled()).isTrue();
    assertThat(table.rowsWritten()).isZero();
  }

  /** One that commits without a pause leaves little time to anybody else. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isStoppedEvenIfItCannotKeepUp() {
    TradesTable table = TradesTable.create(directory);
    ScheduledExecutorService hurried = Executors.newSingleThreadScheduledExecutor();
    try (TradesFeed feed = new TradesFeed(table, 1, Duration.ofNanos(1), hurried)) {
      for (int i = 1; i <= 5; i++) {
        feed.start();
        while (table.latestVersion() < 4L * i) {
          assertThat(feed.failure()).isEmpty();
        }
        feed.stop();
      }
    } finally {
      hurried.shutdownNow();
    }
    assertThat(table.rowsWritten()).isEqualTo(table.latestVersion());
  }

  @Test
  void isNotStartedTwice() {
    TradesFeed feed =
        new TradesFeed(TradesTable.create(directory), 1, Duration.ofSeconds(1), scheduler);
    feed.start();
    assertThatThrownBy(feed::start).hasMessageContaining("stop it first");
  }
}
