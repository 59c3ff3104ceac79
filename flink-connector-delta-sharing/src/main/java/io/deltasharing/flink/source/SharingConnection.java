/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.sharing.RetryPolicy;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.Surroundings;
import io.deltasharing.flink.sharing.UserAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * The way to the server that a profile names, by this process's clock, name and HTTP connections.
 */
@Internal
public final class SharingConnection implements AutoCloseable {
  private static final UserAgent USER_AGENT =
      new UserAgent(
          connectorVersion(), EnvironmentInformation.getVersion(), Runtime.version().toString());

  /** Credentials may live for minutes only: one that is not vended by then is asked for again. */
  private static final Duration VENDING_TIMEOUT = Duration.ofSeconds(15);

  private final ProfileReference profile;
  private final HttpLease http;

  private SharingConnection(ProfileReference profile, HttpLease http) {
    this.profile = profile;
    this.http = http;
  }

  public static SharingConnection open(ProfileReference profile) {
    return new SharingConnection(profile, HttpLease.take());
  }

  /** A client that tries again by itself for a while; for questions that somebody waits for. */
  public SharingClient patient() {
    return builder().build();
  }

  /** A client that does not try again: the refresher asks it by a schedule of its own. */
  SharingClient hasty() {
    return builder().retryPolicy(RetryPolicy.none()).requestTimeout(VENDING_TIMEOUT).build();
  }

  /** Lets go of the HTTP connections, which others may still use. */
  @Override
  public void close() {
    http.close();
  }

  private SharingClient.Builder builder() {
    return SharingClient.builder(
            profile.source(),
            USER_AGENT,
            new Surroundings(
                Clock.systemUTC(),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                () -> ThreadLocalRandom.current().nextDouble()))
        .httpClient(http.client());
  }

  private static String connectorVersion() {
    Properties properties = new Properties();
    try (InputStream in = SharingConnection.class.getResourceAsStream("connector.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
