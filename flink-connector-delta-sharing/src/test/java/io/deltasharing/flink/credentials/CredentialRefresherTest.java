/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialRefresherTest {
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final StorageLocation ROOT = Credentials.ROOT;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ManualTimer timer = new ManualTimer(clock);
  private final ScriptedVendor vendor = new ScriptedVendor();
  private final List<HeldCredential> renewed = new ArrayList<>();
  private final List<CredentialsLostException> lost = new ArrayList<>();
  private final CredentialRefresher refresher = refresher(List.of(ROOT));

  @Test
  void keepsOneLiveCredentialForMonths() {
    refresher.start();
    for (int lifetimes = 0; lifetimes < 10_000; lifetimes++) {
      timer.advance(LIFETIME);
      assertThat(refresher.secondsToExpiry()).isPositive();
    }
    assertThat(vendor.calls).isLessThanOrEqualTo(20_001);
    assertThat(lost).isEmpty();
  }

  @Test
  void isReadyWhenEveryLocationHasOne() {
    StorageLocation other = StorageLocation.parse("s3://lake/elsewhere");
    CredentialRefresher two = refresher(List.of(ROOT, other));
    vendor.script.add(Optional.empty());
    vendor.fail(outage());
    two.start();
    timer.runDue();
    assertThat(two.ready()).isNotDone();

    timer.advance(Duration.ofSeconds(1));

    assertThat(two.ready()).isCompleted();
    assertThat(renewed).extracting(HeldCredential::location).containsExactly(ROOT, other);
  }

  @Test
  void fetchesAtHalfLifeNotBefore() {
    refresher.start();
    timer.advance(Duration.ofMillis(29_999));
    assertThat(vendor.calls).isEqualTo(1);
    timer.advance(Duration.ofMillis(1));
    assertThat(vendor.calls).isEqualTo(2);
    assertThat(renewed).extracting(HeldCredential::generation).containsExactly(1L, 2L);
  }

  @Test
  void goesOnAfterAnyNumberOfFailures() {
    refresher.start();
    timer.runDue();
    for (int i = 0; i < 50; i++) {
      vendor.fail(outage());
    }
    timer.advance(Duration.ofMinutes(9));

    assertThat(refresher.statistics().failures()).isEqualTo(50);
    assertThat(refresher.failuresInRow()).isZero();
    assertThat(refresher.secondsToExpiry()).isPositive();
    assertThat(lost).isEmpty();
  }

  @Test
  void failsOnceAnOutageOutlastsTheGrace() {
    refresher.start();
    timer.runDue();
    vendor.always = outage();
    timer.advance(LIFETIME.plus(Duration.ofMinutes(10)));
    assertThat(lost).isEmpty();

    timer.advance(Duration.ofMinutes(1));

    assertThat(lost).hasSize(1);
    assertThat(lost.get(0))
        .hasMessage(
            "Access to s3://lake/tables/trades is lost: no new credential for longer than the grace"
                + " of PT10M: the server is out");
    assertThat(timer.pending()).isZero();
  }

  /** The server had said twelve hours; what a reader waits for is late after ten minutes. */
  @Test
  void theGraceBeginsWhereTheStoreRefusesWhatShouldBeAlive() {
    vendor.lifetime = Duration.ofHours(12);
    refresher.start();
    timer.advance(Duration.ofHours(1));
    vendor.always = outage();
    refresher.requestNewer(ROOT, 1);
    timer.advance(Duration.ofMinutes(10));
    assertThat(lost).isEmpty();

    timer.advance(Duration.ofMinutes(1));
    assertThat(lost).hasSize(1);
  }

  @Test
  void theGraceDoesNotGoByARefusalThatIsMended() {
    vendor.lifetime = Duration.ofHours(12);
    refresher.start();
    timer.advance(Duration.ofHours(1));
    refresher.requestNewer(ROOT, 1);
    timer.runDue();
    vendor.always = outage();
    timer.advance(Duration.ofHours(12));
    assertThat(lost).isEmpty();
  }

  @Test
  void tellsRevocationFromOutageThoughTheOldCredentialLives() {
    refresher.start();
    timer.runDue();
    vendor.fail(refused());
    vendor.fail(outage());
    vendor.fail(refused());
    vendor.fail(refused());
    timer.advance(Duration.ofSeconds(59));
    assertThat(lost).isEmpty();
    assertThat(vendor.calls).isGreaterThan(5);

    vendor.always = refused();
    timer.advance(Duration.ofSeconds(35));

    assertThat(lost)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("Access to s3://lake/tables/trades was revoked: no access any more");
  }

  @Test
  void judgesTheGraceWhateverTheServerAsksFor() {
    refresher.start();
    timer.runDue();
    vendor.always =
        VendingException.outage("leave me alone", null, Optional.of(Duration.ofDays(3_000_000)));

    timer.advance(LIFETIME.plus(Duration.ofMinutes(11)));

    assertThat(lost).hasSize(1);
    assertThat(vendor.calls).as("asked every five minutes nonetheless").isBetween(4, 6);
  }

  @Test
  void renewsWhatClaimsNeverToExpire() {
    vendor.lifetime = Duration.between(clock.instant(), Instant.parse("9999-12-31T00:00:00Z"));
    refresher.start();
    timer.advance(Duration.ofDays(10));

    assertThat(lost).isEmpty();
    assertThat(vendor.calls).isEqualTo(3);
  }

  @Test
  void takesItsTimeBeforeItBelievesInRevocation() {
    vendor.lifetime = Duration.ofHours(1);
    refresher.start();
    timer.advance(Duration.ofMinutes(30).minusMillis(1));
    vendor.always = refused();

    timer.advance(Duration.ofSeconds(59));
    assertThat(lost).isEmpty();
    timer.advance(Duration.ofSeconds(2));
    assertThat(lost).hasSize(1);
  }

  @Test
  void takesARejectionForAnOutageExceptAtTheBeginning() {
    refresher.start();
    timer.runDue();
    vendor.always = VendingException.rejected("what do you want?", null);
    timer.advance(Duration.ofMinutes(2));
    assertThat(lost).isEmpty();
    refresher.close();

    ManualTimer anotherTimer = new ManualTimer(clock);
    refresher(List.of(ROOT), anotherTimer).start();
    anotherTimer.runDue();
    assertThat(lost)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("Access to s3://lake/tables/trades was refused: what do you want?");
  }

  @Test
  void failsAtOnceIfTheFirstIsRefused() {
    vendor.always = refused();
    refresher.start();
    timer.runDue();

    assertThat(refresher.ready()).isCompletedExceptionally();
    assertThat(lost)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("Access to s3://lake/tables/trades was refused: no access any more");
  }

  @Test
  void answersAHundredRefusedReadersWithOneFetch() {
    refresher.start();
    timer.advance(Duration.ofSeconds(10));
    for (int i = 0; i < 100; i++) {
      refresher.requestNewer(ROOT, 1);
    }
    timer.runDue();

    assertThat(vendor.calls).isEqualTo(2);
    assertThat(refresher.statistics().reactive()).isEqualTo(1);

    refresher.requestNewer(ROOT, 1);
    timer.runDue();

    assertThat(vendor.calls).as("a late asker is told the newer one").isEqualTo(2);
    assertThat(renewed).extracting(HeldCredential::generation).containsExactly(1L, 2L, 2L);
  }

  @Test
  void doesNotLetReadersCutABackOffShort() {
    refresher.start();
    timer.runDue();
    vendor.always = outage();
    timer.advance(Duration.ofSeconds(30));
    int calls = vendor.calls;
    Duration untilRetry = timer.untilNext();

    refresher.requestNewer(ROOT, 1);
    timer.runDue();

    assertThat(vendor.calls).isEqualTo(calls);
    assertThat(timer.untilNext()).isEqualTo(untilRetry);
  }

  @Test
  void keepsAFloorUnderReactiveFetches() {
    refresher.start();
    timer.runDue();
    for (int i = 1; i <= 10; i++) {
      refresher.requestNewer(ROOT, i);
      timer.advance(Duration.ofMillis(100));
    }
    assertThat(vendor.calls).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackDelaysNoReader() {
    refresher.start();
    timer.runDue();
    clock.advance(Duration.ofHours(-2));

    refresher.requestNewer(ROOT, 1);
    timer.advance(Duration.ofSeconds(5));

    assertThat(vendor.calls).isEqualTo(2);
    assertThat(refresher.statistics().reactive()).isEqualTo(1);
  }

  @Test
  void learnsHowLongCredentialsLiveInTruth() {
    vendor.lifetime = Duration.ofHours(1);
    refresher.start();
    refuseWhatIsOlderThan(Duration.ofSeconds(60), Duration.ofMinutes(20));
    assertThat(refresher.statistics().reactive()).as("while it learned").isEqualTo(2);
    assertThat(refresher.secondsToExpiry()).isLessThanOrEqualTo(60);
    assertThat(vendor.calls).isLessThanOrEqualTo(2 + 2 * 20);
  }

  @Test
  void putsWhatItLearnedToTheTestNowAndThen() {
    vendor.lifetime = Duration.ofHours(1);
    refresher.start();
    refuseWhatIsOlderThan(Duration.ofSeconds(60), Duration.ofHours(10));
    assertThat(refresher.statistics().reactive()).isBetween(2L + 10, 2L + 30);

    int calls = vendor.calls;
    timer.advance(Duration.ofHours(10));
    assertThat(vendor.calls - calls).as("once it is mended").isLessThan(60 + 20);
  }

  @Test
  void takesOneRefusalForARevocation() {
    vendor.lifetime = Duration.ofHours(1);
    refresher.start();
    timer.advance(Duration.ofMinutes(10));
    refresher.requestNewer(ROOT, 1);
    timer.advance(Duration.ofMinutes(70));
    refresher.requestNewer(ROOT, renewed.size());
    timer.runDue();
    assertThat(timer.untilNext()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void learnsNothingFromWhatIsDeadOnArrival() {
    vendor.lifetime = Duration.ofHours(1);
    refresher.start();
    for (int i = 1; i <= 10; i++) {
      timer.advance(Duration.ofSeconds(1));
      refresher.requestNewer(ROOT, i);
    }
    timer.runDue();
    assertThat(timer.untilNext()).isEqualTo(Duration.ofMinutes(30));
  }

  /** A reader at work: each second it is refused what is too old. */
  private void refuseWhatIsOlderThan(Duration life, Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      timer.advance(Duration.ofSeconds(1));
      HeldCredential current = renewed.get(renewed.size() - 1);
      if (clock.instant().isAfter(current.vended().fetchedAt().plus(life))) {
        refresher.requestNewer(ROOT, current.generation());
        timer.runDue();
      }
    }
  }

  @Test
  void ignoresAnExpiryInThePast() {
    vendor.lifetime = Duration.ofHours(-1);
    refresher.start();
    timer.advance(Duration.ofSeconds(10));
    assertThat(vendor.calls).isEqualTo(11);
  }

  @Test
  void failsTheJobIfAFetchBreaks() {
    refresher.start();
    timer.runDue();
    vendor.broken = new IllegalStateException("a bug");
    timer.advance(LIFETIME);

    assertThat(lost).singleElement().extracting(Throwable::getCause).isEqualTo(vendor.broken);
  }

  @Test
  void fetchesNoMoreOnceClosed() {
    refresher.start();
    timer.runDue();
    refresher.close();
    timer.advance(LIFETIME);
    assertThat(vendor.calls).isEqualTo(1);
  }

  private CredentialRefresher refresher(List<StorageLocation> locations) {
    return refresher(locations, timer);
  }

  private CredentialRefresher refresher(List<StorageLocation> locations, ManualTimer timer) {
    RefreshListener listener =
        new RefreshListener() {
          @Override
          public void refreshed(HeldCredential credential) {
            renewed.add(credential);
          }

          @Override
          public void lost(CredentialsLostException reason) {
            lost.add(reason);
          }
        };
    return new CredentialRefresher(
        locations, vendor, RefreshPolicy.DEFAULT, timer, clock, () -> 0.0, listener);
  }

  private static VendingException outage() {
    return VendingException.outage("the server is out", null, Optional.of(Duration.ofMillis(700)));
  }

  private static VendingException refused() {
    return VendingException.refused("no access any more", null);
  }

  /** Vends, unless it is told to fail. */
  private final class ScriptedVendor implements CredentialVendor {
    final Deque<Optional<VendingException>> script = new ArrayDeque<>();
    @Nullable VendingException always;
    @Nullable RuntimeException broken;
    Duration lifetime = LIFETIME;
    int calls;

    @Override
    public VendedCredential vend(StorageLocation location) throws VendingException {
      calls++;
      if (broken != null) {
        throw broken;
      }
      Optional<VendingException> next =
          script.isEmpty() ? Optional.ofNullable(always) : script.poll();
      if (next.isPresent()) {
        throw next.get();
      }
      return Credentials.vended(location, clock.instant(), lifetime);
    }

    void fail(VendingException failure) {
      script.add(Optional.of(failure));
    }
  }
}
