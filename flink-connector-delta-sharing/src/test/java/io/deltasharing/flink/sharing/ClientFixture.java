/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A client of a {@link ScriptedServer} in a world where time stands still and waits are noted. */
public final class ClientFixture implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  public static final SharedTableName TABLE = new SharedTableName("s", "c", "t");

  public final ScriptedServer server = new ScriptedServer();
  final List<Duration> waits = new ArrayList<>();
  private final Deque<String> profiles = new ArrayDeque<>();
  int profileReads;

  public ClientFixture() throws IOException {
    profiles.add(profile("sekret-1", ""));
  }

  /** What the profile file holds after its present content was read. */
  void laterProfile(String json) {
    profiles.add(json);
  }

  String profile(String token, String more) {
    return """
        {"shareCredentialsVersion": 1, "endpoint": "http://%s/api/", "bearerToken": "%s"%s}
        """
        .formatted(server.authority(), token, more);
  }

  public SharingClient.Builder builder() {
    return SharingClient.builder(
        new ProfileSource() {
          @Override
          public synchronized byte[] read() throws IOException {
            profileReads++;
            String json = profiles.size() > 1 ? profiles.remove() : profiles.element();
            if (json.isEmpty()) {
              throw new IOException("gone");
            }
            return json.getBytes(UTF_8);
          }

          @Override
          public String description() {
            return "my.share";
          }
        },
        new UserAgent("1", "2", "3"),
        new Surroundings(Clock.fixed(NOW, ZoneOffset.UTC), waits::add, () -> 0.5));
  }

  SharingClient client() {
    return builder().build();
  }

  /** The beginning of every message about an answer. */
  public String asked(String purpose) {
    return "The sharing server " + server.authority() + ", asked for " + purpose + ", ";
  }

  @Override
  public void close() {
    server.close();
  }
}
