/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call until it is answered: a refused token is renewed once from the profile, an
 * unavailable server is asked again as the policy says. Thread-safe.
 */
final class Caller {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

  private final HttpTransport transport;
  private final CurrentProfile profile;
  private final SharingErrors errors;
  private final RetryPolicy policy;
  private final Surroundings surroundings;

  Caller(
      HttpTransport transport,
      CurrentProfile profile,
      SharingErrors errors,
      RetryPolicy policy,
      Surroundings surroundings) {
    this.transport = transport;
    this.profile = profile;
    this.errors = errors;
    this.policy = policy;
    this.surroundings = surroundings;
  }

  /** Reading belongs to the attempt, since a garbled answer is worth asking again. */
  interface AnswerReader<T> {
    T read(Answer answer);
  }

  <T> T call(SharingRequest request, AnswerReader<T> reader) throws InterruptedException {
    Duration waited = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      try {
        return withRenewal(request, reader);
      } catch (SharingUnavailableException failure) {
        waited = waited.plus(waitAfter(attempt, waited, failure));
      }
    }
  }

  private Duration waitAfter(int attempt, Duration waited, SharingUnavailableException failure)
      throws InterruptedException {
    Duration delay =
        policy
            .delay(attempt, waited, failure, surroundings.random().getAsDouble())
            .orElseThrow(() -> failure.afterAttempts(attempt));
    LOG.warn("{} Asking again in {}.", failure.getMessage(), delay);
    surroundings.sleeper().sleep(delay);
    return delay;
  }

  private <T> T withRenewal(SharingRequest request, AnswerReader<T> reader)
      throws InterruptedException {
    SharingProfile known = profile.get();
    try {
      return once(request, reader, known);
    } catch (SharingUnauthenticatedException refused) {
      LOG.info("{} Reading the profile again.", refused.getMessage());
      return once(request, reader, renewed(known, refused));
    }
  }

  private SharingProfile renewed(SharingProfile known, SharingUnauthenticatedException refused) {
    try {
      return profile.renew(known);
    } catch (ProfileException e) {
      e.addSuppressed(refused);
      throw e;
    }
  }

  private <T> T once(SharingRequest request, AnswerReader<T> reader, SharingProfile with)
      throws InterruptedException {
    Origin origin = new Origin(with.server(), request.purpose());
    HttpResponse<byte[]> response = transport.send(request, with, origin);
    if (!SharingErrors.isSuccess(response.statusCode())) {
      throw errors.of(response, with, origin);
    }
    return reader.read(new Answer(origin, response.headers(), response.body()));
  }
}
