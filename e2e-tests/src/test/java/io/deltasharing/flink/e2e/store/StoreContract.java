/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.ExternalStore;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What every store does, in front of a sharing server that has it make credentials. */
abstract class StoreContract {

  private static final Duration LIFETIME = Duration.ofSeconds(2);
  private static final Duration PLENTY = Duration.ofMinutes(10);
  private static final String LOG = "s/c/t/_delta_log/";

  @TempDir Path directory;
  private Store store;
  private TradesTable table;

  /** A new store; tables are below the root. */
  abstract Store start(Path root, Path work);

  @BeforeEach
  void start() throws IOException {
    Path root = directory.resolve("tables");
    table = TradesTable.create(root.resolve("s/c/t"));
    table.append(10);
    store = start(root, directory.resolve("work"));
    publish();
  }

  @AfterEach
  void stop() {
    List<ProcessHandle> processes = store.processes();
    store.close();
    assertThat(processes).noneMatch(it -> new StoreProcess("", it).isRunning());
  }

  @Test
  void showsItsTableToWhoWasVendedCredentials() throws IOException, InterruptedException {
    VendedReader reader = vended(PLENTY);
    assertThat(reader.keys(LOG)).hasSize((int) table.latestVersion() + 1);
    table.append(5);
    publish();
    assertThat(reader.keys(LOG)).hasSize((int) table.latestVersion() + 1);
    assertThat(reader.read(LOG + "00000000000000000002.json")).contains("\"add\"");
    assertThatThrownBy(() -> reader.keys("s/c/t2/")).hasMessageContaining("403");
    assertThatThrownBy(() -> reader.keys("")).hasMessageContaining("403");
  }

  @Test
  void letsCredentialsExpire() throws IOException, InterruptedException {
    VendedReader reader = vended(LIFETIME);
    assertThat(reader.expiresAt()).isBefore(Instant.now().plus(LIFETIME).plusMillis(100));
    assertThat(reader.keys(LOG)).isNotEmpty();
    new Patience(LIFETIME.plusSeconds(5)).await("expiry", () -> !reader.mayList(LOG));
    assertThat(Instant.now()).isAfter(reader.expiresAt());
    assertThatThrownBy(() -> reader.keys(LOG)).hasMessageContaining("Status Code: 40");
  }

  @Test
  void comesBackAfterAKillWithObjectsAndGrants() throws IOException, InterruptedException {
    VendedReader reader = vended(PLENTY);
    int before = reader.keys(LOG).size();
    int processes = store.processes().size();
    store.kill();
    store.kill();
    assertThat(store.processes()).hasSize(processes - 1);
    assertThatThrownBy(() -> reader.keys(LOG)).isInstanceOf(SdkClientException.class);
    store.restart();
    assertThat(reader.keys(LOG)).hasSize(before);
    assertThat(store.processes()).hasSize(processes);
    assertThatThrownBy(store::restart).isInstanceOf(Failure.class);
  }

  @Test
  void doesNotAnswerWhileItIsSuspended() throws IOException, InterruptedException {
    VendedReader reader = vended(PLENTY);
    store.suspend();
    assertThat(new Probe(store.endpoint()).isAnswered()).isFalse();
    store.resume();
    assertThat(reader.keys(LOG)).isNotEmpty();
    store.resume();
    assertThat(reader.keys(LOG)).isNotEmpty();
  }

  @Test
  void keepsItsSettingsToItself() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.properties())))
        .isEqualTo("rw-------");
    ExternalStore settings = ExternalStore.read(store.properties());
    assertThat(settings.endpoint()).isEqualTo(store.endpoint());
    assertThat(settings.bucket()).isEqualTo(store.bucket());
    assertThat(settings.region()).isEqualTo(store.region());
    for (ProcessHandle process : store.processes()) {
      assertThat(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline")))
          .doesNotContain(settings.accessKeyId(), settings.secretAccessKey());
    }
  }

  Store store() {
    return store;
  }

  TradesTable table() {
    return table;
  }

  void publish() throws IOException {
    store.publish(table.directory(), "s/c/t");
  }

  private VendedReader vended(Duration lifetime) throws IOException, InterruptedException {
    try (EmbeddedDeltaSharingServer server =
        EmbeddedDeltaSharingServer.builder()
            .externalStore(ExternalStore.read(store.properties()))
            .credentialLifetime(lifetime)
            .table("s.c.t", table.directory())
            .start()) {
      return VendedReader.vend(server, "s/schemas/c/tables/t", store.bucket());
    }
  }
}
