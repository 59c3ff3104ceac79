/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountersTest {

  private static final StorageLocation LOCATION = new StorageLocation("lake", "t");
  private final Counters counters = new Counters();

  @Test
  void countsVendsByLocation() {
    counters.vended(LOCATION);
    counters.vended(new StorageLocation("lake", "other"));
    assertThat(counters.vends()).isEqualTo(2);
    assertThat(counters.vends("s3a://lake/t/")).isEqualTo(1);
    assertThat(counters.vends("s3://lake/none")).isZero();
  }

  @Test
  void wakesWhoWaitsForVends() throws Exception {
    FutureTask<Boolean> waiting =
        new FutureTask<>(() -> counters.awaitVends(2, Duration.ofMinutes(1)));
    Thread waiter = new Thread(waiting, "waiter");
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    counters.vended(LOCATION);
    counters.vended(LOCATION);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givesUpWaitingInTime() throws InterruptedException {
    assertThat(counters.awaitVends(1, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void countsByKind() {
    counters.requested(RequestKind.STORE_GET);
    counters.refused(RefusalKind.EXPIRED_TOKEN);
    assertThat(counters.requests(RequestKind.STORE_GET)).isEqualTo(1);
    assertThat(counters.requests(RequestKind.STORE_HEAD)).isZero();
    assertThat(counters.refusals(RefusalKind.EXPIRED_TOKEN)).isEqualTo(1);
    assertThat(counters.refusals(RefusalKind.MISSING_KEY)).isZero();
  }
}
