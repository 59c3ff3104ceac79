/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RefusalKind;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.StreamingRun;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream under load whose sharing server and store misbehave; a job that fails is not restarted
 * here.
 */
@Timeout(180)
class CredentialFaultITCase {
  private static final Duration LIFETIME = Duration.ofSeconds(5);
  private static final Duration MOST_OF_A_LIFETIME = Duration.ofSeconds(3);
  private static final RequestKind VENDING = RequestKind.TEMPORARY_CREDENTIALS;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path directory;

  @Test
  @Tag("timed")
  void vendingDownForMostOfALifetime() throws Exception {
    try (StreamingRun run = start()) {
      afterAVend(run);
      faults(run).fail(VENDING, 503, Faults.FOREVER);
      run.goOnFor(MOST_OF_A_LIFETIME);
      faults(run).clear();
      run.goOnFor(LIFETIME);

      StreamingRun.Result result = finish(run, "vendingDown=0.6lifetimes");
      assertUnharmed(result);
      if (!run.stalls().any()) {
        assertThat(result.maxPauseMillis()).isLessThan(2 * StreamingRun.DISCOVERY.toMillis());
      }
    }
  }

  @Test
  void vendingDownForThreeLifetimes() throws Exception {
    try (StreamingRun run = start()) {
      afterAVend(run);
      faults(run).fail(VENDING, 503, Faults.FOREVER);
      run.goOnFor(LIFETIME.multipliedBy(3));
      faults(run).clear();
      run.catchUp();

      assertUnharmed(finish(run, "vendingDown=3lifetimes"));
    }
  }

  @Test
  void slowGarbledCutOffAndThrottledAnswers() throws Exception {
    try (StreamingRun run = start()) {
      afterAVend(run);
      faults(run).delay(VENDING, Duration.ofSeconds(1), 1);
      afterAVend(run);
      faults(run).garble(VENDING, 2);
      afterAVend(run);
      faults(run).cutOff(VENDING, 2);
      afterAVend(run);
      faults(run).throttle(VENDING, Duration.ofSeconds(1), false, 1);
      afterAVend(run);
      faults(run).throttle(VENDING, Duration.ofSeconds(1), true, 1);
      afterAVend(run);
      run.catchUp();

      // An answer that was garbled counts as vended, so these faults may follow one another
      // closely.
      assertUnharmed(finish(run, "slowGarbledCutOffThrottled"));
    }
  }

  @Test
  void expiryLyingLate() throws Exception {
    try (StreamingRun run = start()) {
      faults(run).expirationOffset(Duration.ofHours(1));
      afterAVend(run);
      long before = run.server().counters().refusals(RefusalKind.EXPIRED_TOKEN);
      run.goOnFor(LIFETIME.multipliedBy(3));
      long learned = run.server().counters().refusals(RefusalKind.EXPIRED_TOKEN);
      run.goOnFor(LIFETIME.multipliedBy(4));
      long after = run.server().counters().refusals(RefusalKind.EXPIRED_TOKEN) - learned;
      run.catchUp();

      assertUnharmed(finish(run, "expiryLies=+1h refusalsAfterLearning=" + after));
      assertThat(learned).isGreaterThan(before);
      if (!run.stalls().any()) {
        assertThat(after).as("refusals in four lifetimes after two").isLessThan(learned - before);
      }
    }
  }

  @Test
  void expiryLyingLateInCephsDialect() throws Exception {
    try (StreamingRun run = start()) {
      faults(run).expiredAs403(true);
      faults(run).expirationOffset(Duration.ofHours(1));
      afterAVend(run);
      run.goOnFor(LIFETIME.multipliedBy(3));
      run.catchUp();

      assertUnharmed(finish(run, "expiryLies=+1h dialect=ceph"));
    }
  }

  @Test
  void expiryLyingEarly() throws Exception {
    try (StreamingRun run = start()) {
      faults(run).expirationOffset(Duration.ofHours(-1));
      afterAVend(run);
      long before = run.server().counters().vends();
      run.goOnFor(LIFETIME.multipliedBy(2));
      run.catchUp();

      StreamingRun.Result result = finish(run, "expiryLies=-1h");
      assertUnharmed(result);
      if (!run.stalls().any()) {
        assertThat(result.vends() - before).as("one a second at most").isLessThan(20);
      }
    }
  }

  @Test
  void clockOfTheServerOff() throws Exception {
    try (StreamingRun run = start()) {
      faults(run).clockOffset(Duration.ofMinutes(-7));
      afterAVend(run);
      long before = run.server().counters().refusals(RefusalKind.EXPIRED_TOKEN);
      run.goOnFor(LIFETIME.multipliedBy(2));
      run.catchUp();

      assertUnharmed(finish(run, "clockOffset=-7min"));
      if (!run.stalls().any()) {
        assertThat(run.server().counters().refusals(RefusalKind.EXPIRED_TOKEN)).isEqualTo(before);
      }
    }
  }

  @Test
  void credentialRevokedInTheMiddle() throws Exception {
    try (StreamingRun run = start()) {
      for (int i = 0; i < 3; i++) {
        afterAVend(run);
        run.server().faults().revokeCredentials();
      }
      afterAVend(run);
      run.catchUp();

      assertUnharmed(finish(run, "credentialRevoked=3times"));
    }
  }

  @Test
  void accessRevoked() throws Exception {
    try (StreamingRun run = start()) {
      long revoked = System.nanoTime();
      faults(run).revokeAccess("market.live.trades", 403);
      Throwable failure = run.failure(Duration.ofSeconds(60));
      long millis = (System.nanoTime() - revoked) / 1_000_000;

      System.out.printf("CredentialFaultITCase: accessRevoked failedAfterMillis=%d%n", millis);
      assertThat(ExceptionUtils.stringifyException(failure))
          .contains(
              "Reading the shared table market.live.trades failed: Access to"
                  + " s3://embedded-delta-sharing/market/live/trades was revoked: ");
    }
  }

  @Test
  void tokenRotated() throws Exception {
    try (StreamingRun run = start()) {
      faults(run).rotateBearerToken();
      run.writeProfile();
      for (int i = 0; i < 3; i++) {
        afterAVend(run);
      }
      run.catchUp();

      StreamingRun.Result result = finish(run, "tokenRotated");
      assertUnharmed(result);
      assertThat(run.server().counters().refusals(RefusalKind.UNAUTHENTICATED)).isPositive();
    }
  }

  @Test
  void storeThrottlingHangingAndCuttingBodies() throws Exception {
    try (StreamingRun run = start()) {
      faults(run).fail(RequestKind.STORE_GET, 503, 5);
      run.goOnFor(Duration.ofSeconds(1));
      faults(run).cutOff(RequestKind.STORE_GET, 3);
      run.goOnFor(Duration.ofSeconds(1));
      faults(run).fail(RequestKind.STORE_LIST, 503, 5);
      run.goOnFor(Duration.ofSeconds(1));
      faults(run).hang(RequestKind.STORE_GET, 1);
      run.goOnFor(LIFETIME);
      faults(run).clear();
      run.catchUp();

      assertUnharmed(finish(run, "storeThrottlingHangingCutting"));
    }
  }

  @Test
  void sinkBlockedForTenLifetimes() throws Exception {
    try (StreamingRun run = new StreamingRun(directory, Duration.ofSeconds(3))) {
      JobClient job = run.start(4, checkpointed());
      RowCounter.block();
      run.goOnFor(Duration.ofSeconds(30));
      RowCounter.unblock();
      run.catchUp();

      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      assertUnharmed(finish(run, "sinkBlocked=10lifetimes"));
    }
  }

  private StreamingRun start() throws Exception {
    StreamingRun run = new StreamingRun(directory, LIFETIME);
    run.start(4, checkpointed());
    RowCounter.forgetPauses();
    return run;
  }

  private static Configuration checkpointed() {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "500 ms");
    configuration.setString("restart-strategy.type", "none");
    return configuration;
  }

  private static Faults faults(StreamingRun run) {
    return run.server().faults();
  }

  private static void afterAVend(StreamingRun run) throws InterruptedException {
    long vends = run.server().counters().vends();
    assertThat(run.server().counters().awaitVends(vends + 1, Duration.ofSeconds(30)))
        .as("a credential is vended again")
        .isTrue();
  }

  private static StreamingRun.Result finish(StreamingRun run, String fault) throws Exception {
    return run.finish("CredentialFaultITCase: " + fault);
  }

  private static void assertUnharmed(StreamingRun.Result result) {
    assertThat(result.lost()).as("lost").isZero();
    assertThat(result.doubled()).as("doubled").isZero();
  }
}
