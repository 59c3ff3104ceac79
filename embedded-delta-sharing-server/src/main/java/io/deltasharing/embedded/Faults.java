/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Duration;

/**
 * What can go wrong with a server, on purpose. Thread-safe.
 *
 * <p>Faults of answers wait for requests of their kind, of the sharing API and of the store alike.
 * Each takes the next so many of them; several for one kind take their turns in the order in which
 * they were injected, so {@code fail(kind, 503, 2)} and then {@code delay(kind, d, 1)} fails two
 * answers and delays the third. A request that meets a fault is counted like any other.
 *
 * <p>An external store is out of reach: {@link RequestKind}s of the store are refused as illegal
 * arguments then, and its credentials keep to the STS's clock, whatever {@link #clockOffset} says.
 *
 * <p>The others last until they are taken back, and {@link #clear()} does not touch them.
 */
public final class Faults {

  /** As often as there are requests. */
  public static final int FOREVER = Integer.MAX_VALUE;

  private static final int LOWEST_REDIRECT = 300;
  private static final int LOWEST_ERROR = 400;
  private static final int HIGHEST_ERROR = 599;

  private final AnswerFaults answers;
  private final ReportedExpiry expiry;
  private final OffsetClock clock;
  private final TableStore store;
  private final Access access;
  private final SharedTables tables;

  Faults(
      AnswerFaults answers,
      ReportedExpiry expiry,
      OffsetClock clock,
      TableStore store,
      Access access,
      SharedTables tables) {
    this.answers = answers;
    this.expiry = expiry;
    this.clock = clock;
    this.store = store;
    this.access = access;
    this.tables = tables;
  }

  /**
   * The answers are errors in the words of the sharing protocol, or of S3: 503 is {@code SlowDown},
   * 500 {@code InternalError}, 403 {@code AccessDenied}.
   *
   * @param status 400 to 599
   * @throws IllegalArgumentException if the status or the number of times is none
   */
  public void fail(RequestKind kind, int status, int times) {
    if (status < LOWEST_ERROR || status > HIGHEST_ERROR) {
      throw new IllegalArgumentException("A failure's status is 400 to 599, not " + status);
    }
    answers.plan(kind, AnswerFault.failing(status), times);
  }

  /**
   * The requests are looked at only so much later, in real time; other requests don't wait for
   * them.
   *
   * @throws IllegalArgumentException if the delay is negative, or the number of times less than 1
   */
  public void delay(RequestKind kind, Duration delay, int times) {
    answers.planDelay(kind, notNegative("delay", delay), times);
  }

  /**
   * The answers are 200 and HTML that has nothing to do with the request.
   *
   * @throws IllegalArgumentException if the number of times is less than 1
   */
  public void garble(RequestKind kind, int times) {
    answers.plan(kind, AnswerFault.garbling(), times);
  }

  /**
   * The answers are right, but the connection is closed after the headers and half of the body, or
   * half of the range that was asked for. Where the answer has no body, as that of {@link
   * RequestKind#TABLE_VERSION}, the connection is closed without an answer.
   *
   * @throws IllegalArgumentException if the number of times is less than 1
   */
  public void cutOff(RequestKind kind, int times) {
    answers.plan(kind, AnswerFault.cuttingOff(), times);
  }

  /**
   * The answers are 429 with {@code Retry-After}, rounded up to whole seconds.
   *
   * @param asDate whether the header holds a date, by the clock of the answer's own {@code Date},
   *     or a number of seconds
   * @throws IllegalArgumentException if the time is negative, or the number of times less than 1
   */
  public void throttle(RequestKind kind, Duration retryAfter, boolean asDate, int times) {
    answers.plan(
        kind, AnswerFault.throttling(notNegative("Retry-After", retryAfter), asDate), times);
  }

  /**
   * The answers are 200 and JSON that never ends: it goes on until the client hangs up.
   *
   * @throws IllegalArgumentException if the number of times is less than 1
   */
  public void flood(RequestKind kind, int times) {
    answers.plan(kind, AnswerFault.flooding(), times);
  }

  /**
   * The answers are 200 and this JSON, whatever was asked for: what a hostile server makes up.
   *
   * @throws IllegalArgumentException if the number of times is less than 1
   */
  public void answerWith(RequestKind kind, String body, int times) {
    answers.plan(kind, AnswerFault.answeringWith(body), times);
  }

  /**
   * The answers lead elsewhere.
   *
   * @param status 300 to 399
   * @param target what the header {@code Location} says
   * @throws IllegalArgumentException if the status or the number of times is none
   */
  public void redirect(RequestKind kind, int status, String target, int times) {
    if (status < LOWEST_REDIRECT || status >= LOWEST_ERROR) {
      throw new IllegalArgumentException("A redirect's status is 300 to 399, not " + status);
    }
    answers.plan(kind, AnswerFault.redirecting(status, target), times);
  }

  /**
   * The requests are not answered until they are released by {@link #clear}; then they are answered
   * as they should be.
   *
   * @throws IllegalArgumentException if the number of times is less than 1
   */
  public void hang(RequestKind kind, int times) {
    answers.planHang(kind, times);
  }

  /**
   * As {@link #clear(RequestKind)} and then {@link #hang}, but no request comes in between, however
   * late this thread is: what was delayed so that it would not be over by now is not over then.
   *
   * @throws IllegalArgumentException if the number of times is less than 1
   */
  public void replaceByHang(RequestKind kind, int times) {
    answers.replaceByHang(kind, times);
  }

  /**
   * Forgets the faults left for answers of this kind, and releases its hanging and delayed ones.
   */
  public void clear(RequestKind kind) {
    answers.clear(kind);
  }

  /** Forgets the faults left for answers, and releases all that hang or are delayed. */
  public void clear() {
    answers.clear();
  }

  /**
   * Adds to the {@code expirationTime} that is reported of credentials, not to the time at which
   * the store refuses them. Zero ends it; each call replaces the one before.
   */
  public void expirationOffset(Duration lie) {
    expiry.lie(lie);
  }

  /** Whether {@code expirationTime} is left out where credentials are vended. */
  public void expirationMissing(boolean missing) {
    expiry.missing(missing);
  }

  /**
   * Sets the sharing server's clock off: its {@code Date}, {@code expirationTime}, and the clock by
   * which the credentials it vends expire. Credentials vended afterwards live as long as ever;
   * those vended before live shorter by a step forward, and longer by a step back. The store's
   * {@code Date} stays right. Zero ends it; each call replaces the one before.
   */
  public void clockOffset(Duration offset) {
    clock.offset(offset);
  }

  /**
   * The store refuses all credentials vended so far with 400 {@code InvalidToken}.
   *
   * @throws UnsupportedOperationException if the store is an external one
   */
  public void revokeCredentials() {
    store.revoke(grant -> true);
  }

  /**
   * The store refuses the credentials vended so far for exactly this location with 400 {@code
   * InvalidToken}.
   *
   * @throws IllegalArgumentException if it is not of the form {@code s3://bucket/path}
   * @throws UnsupportedOperationException if the store is an external one
   */
  public void revokeCredentials(String location) {
    StorageLocation revoked = StorageLocation.parse(location);
    store.revoke(grant -> grant.location().equals(revoked));
  }

  /**
   * Every endpoint of the table answers with this status, the vending of credentials too.
   * Credentials vended before go on, and listings go on naming the table.
   *
   * @param status 403, or 404 as if there were no such table
   * @throws IllegalArgumentException if there is no such table, or for another status
   */
  public void revokeAccess(String shareSchemaTable, int status) {
    access.revokedTables().revoke(tables.table(shareSchemaTable).name(), status);
  }

  /**
   * Ends {@link #revokeAccess}.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  public void restoreAccess(String shareSchemaTable) {
    access.revokedTables().restore(tables.table(shareSchemaTable).name());
  }

  /**
   * Replaces the sharing API's bearer token; the old one is refused with 401 from now on.
   *
   * @return the new one, as {@link EmbeddedDeltaSharingServer#bearerToken()} gives it too
   */
  public String rotateBearerToken() {
    return access.tokens().rotate().value();
  }

  /** The sharing API refuses the bearer token with 401 until it is rotated. */
  public void expireBearerToken() {
    access.tokens().expire();
  }

  /**
   * Whether the store refuses expired credentials as Ceph does, with 403 {@code AccessDenied}
   * instead of 400 {@code ExpiredToken}. They are counted as {@link RefusalKind#EXPIRED_TOKEN}
   * either way.
   *
   * @throws UnsupportedOperationException if the store is an external one
   */
  public void expiredAs403(boolean cephDialect) {
    store.expiredAs403(cephDialect);
  }

  private static Duration notNegative(String what, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A " + what + " is not negative: " + duration);
    }
    return duration;
  }
}
