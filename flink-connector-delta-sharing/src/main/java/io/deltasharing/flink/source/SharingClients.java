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
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.FlinkVersion;
import org.apache.flink.annotation.Internal;

/** Clients of the servers that profiles name, with this process's clock and name. */
@Internal
public final class SharingClients {
  private static final UserAgent USER_AGENT =
      new UserAgent(
          connectorVersion(), FlinkVersion.current().toString(), Runtime.version().toString());

  private SharingClients() {}

  /** A client that tries again by itself for a while; for questions that somebody waits for. */
  public static SharingClient patient(String profile) {
    return builder(profile).build();
  }

  /** A client that does not try again: the refresher asks it by a schedule of its own. */
  static SharingClient hasty(String profile) {
    return builder(profile).retryPolicy(RetryPolicy.none()).build();
  }

  private static SharingClient.Builder builder(String profile) {
    return SharingClient.builder(
        new FlinkProfileSource(profile),
        USER_AGENT,
        new Surroundings(
            Clock.systemUTC(),
            duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  private static String connectorVersion() {
    Properties properties = new Properties();
    try (InputStream in = SharingClients.class.getResourceAsStream("connector.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
