/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountersTest {

  private static final Duration LONG = Duration.ofMinutes(1);
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
    FutureTask<Boolean> waiting = waiting(() -> counters.awaitVends(2, LONG));
    counters.vended(LOCATION);
    counters.vended(LOCATION);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void wakesWhoWaitsForRequests() throws Exception {
    FutureTask<Boolean> waiting =
        waiting(() -> counters.awaitRequests(RequestKind.STORE_GET, 2, LONG));
    counters.requested(RequestKind.STORE_GET);
    counters.requested(RequestKind.STORE_GET);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void wakesWhoWaitsForRefusals() throws Exception {
    FutureTask<Boolean> waiting =
        waiting(() -> counters.awaitRefusals(RefusalKind.EXPIRED_TOKEN, 1, LONG));
    counters.refused(RefusalKind.EXPIRED_TOKEN);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givesUpWaitingInTime() throws InterruptedException {
    counters.requested(RequestKind.STORE_HEAD);
    counters.refused(RefusalKind.MISSING_KEY);
    Duration soon = Duration.ofMillis(1);
    assertThat(counters.awaitVends(1, soon)).isFalse();
    assertThat(counters.awaitRequests(RequestKind.STORE_GET, 1, soon)).isFalse();
    assertThat(counters.awaitRefusals(RefusalKind.EXPIRED_TOKEN, 1, soon)).isFalse();
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

  @Test
  void areWrittenAsJson() {
    counters.vended(LOCATION);
    counters.requested(RequestKind.STORE_GET);
    counters.refused(RefusalKind.EXPIRED_TOKEN);
    assertThat(counters.json().toString())
        .isEqualTo(
            "{\"vends\":1,\"vendsByLocation\":{\"s3://lake/t\":1},"
                + "\"requests\":{\"LIST_SHARES\":0,\"GET_SHARE\":0,\"LIST_SCHEMAS\":0,"
                + "\"LIST_TABLES\":0,\"LIST_ALL_TABLES\":0,\"TABLE_VERSION\":0,"
                + "\"TABLE_METADATA\":0,\"TABLE_QUERY\":0,\"TABLE_CHANGES\":0,"
                + "\"TEMPORARY_CREDENTIALS\":0,\"UNKNOWN_ENDPOINT\":0,\"STORE_GET\":1,"
                + "\"STORE_HEAD\":0,\"STORE_LIST\":0,\"STORE_WRITE\":0},"
                + "\"refusals\":{\"EXPIRED_TOKEN\":1,\"INVALID_TOKEN\":0,"
                + "\"INVALID_ACCESS_KEY\":0,\"INVALID_SIGNATURE\":0,\"OUTSIDE_SCOPE\":0,"
                + "\"MISSING_KEY\":0,\"READ_ONLY\":0,\"UNAUTHENTICATED\":0,\"FORBIDDEN\":0,"
                + "\"ACCESS_REVOKED\":0,\"INVALID_LOCATION\":0}}");
  }

  private static FutureTask<Boolean> waiting(Callable<Boolean> await) {
    FutureTask<Boolean> waiting = new FutureTask<>(await);
    Thread waiter = new Thread(waiting, "waiter");
    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return waiting;
  }
}
