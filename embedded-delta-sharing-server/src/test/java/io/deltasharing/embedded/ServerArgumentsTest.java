/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerArgumentsTest {

  @TempDir Path directory;

  @BeforeEach
  void createLog() throws IOException {
    Files.createDirectory(directory.resolve("_delta_log"));
  }

  @Test
  void readsEveryOption() throws UsageException {
    ServerArguments arguments =
        ServerArguments.parse(
            "--port",
            "8080",
            "--table",
            "s.c.t=" + directory,
            "--credential-lifetime",
            "15s",
            "--print-profile",
            "p.share",
            "--admin");
    assertThat(arguments.port()).isEqualTo(8080);
    assertThat(arguments.tables()).containsExactly(SharedTable.of("s.c.t", directory));
    assertThat(arguments.credentialLifetime()).isEqualTo(Duration.ofSeconds(15));
    assertThat(arguments.profile()).contains(Path.of("p.share"));
    assertThat(arguments.admin()).isTrue();
    assertThat(ServerArguments.parse("--table", "s.c.t=" + directory).admin()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "15s, PT15S", "2m, PT2M", "1h, PT1H"})
  void readsDurations(String text, Duration expected) throws UsageException {
    assertThat(Durations.parse("--credential-lifetime", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0s, PT0S", "-15s, PT-15S", "2m, PT2M"})
  void readsSignedDurations(String text, Duration expected) throws UsageException {
    assertThat(Durations.parseSigned("'offset'", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "--prot 1, Unknown option '--prot'",
    "--port, --port needs a value",
    "--port x, --port must be 0 to 65535",
    "--port 70000, --port must be 0 to 65535",
    "--table s.c.t, --table takes share.schema.name=DIR",
    "--table s.c.t=/nowhere, holds no Delta table",
    "--credential-lifetime 15, 'takes a duration such as 500ms, 15s'",
    "--credential-lifetime 0s, takes a duration",
    "--port 0, Nothing to share"
  })
  void explainsTypos(String arguments, String message) {
    assertThatThrownBy(() -> ServerArguments.parse(arguments.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsSecretsFromFiles() throws IOException, UsageException {
    Path token = Files.writeString(directory.resolve("token"), "opensesame\n");
    ExternalStore store = ExternalStores.at(URI.create("http://127.0.0.1:8480"));
    Path settings = ExternalStores.write(store, directory.resolve("store.properties"));
    ServerArguments arguments =
        ServerArguments.parse(
            "--table",
            "s.c.t=" + directory,
            "--bearer-token-file",
            token.toString(),
            "--external-store",
            settings.toString(),
            "--record-secrets",
            "secrets");
    assertThat(arguments.bearerToken()).contains(new BearerToken("opensesame"));
    assertThat(arguments.externalStore()).contains(store);
    assertThat(arguments.secretsRecord()).contains(Path.of("secrets"));
    assertThat(arguments.missingKeyIsForbidden()).isEmpty();
    assertThat(arguments.toString()).doesNotContain("opensesame", store.secretAccessKey());
  }

  @Test
  void readsTheStoresDialect() throws UsageException {
    assertThat(
            ServerArguments.parse(
                    "--table", "s.c.t=" + directory, "--missing-key-is-forbidden", "false")
                .missingKeyIsForbidden())
        .contains(false);
  }

  @Test
  void leavesTheDialectToAnExternalStore() throws IOException {
    Path settings =
        ExternalStores.write(
            ExternalStores.at(URI.create("http://127.0.0.1:8480")),
            directory.resolve("store.properties"));
    assertThatThrownBy(
            () ->
                ServerArguments.parse(
                    "--table",
                    "s.c.t=" + directory,
                    "--missing-key-is-forbidden",
                    "true",
                    "--external-store",
                    settings.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--missing-key-is-forbidden is for the embedded store: that of --external-store"
                + " decides by itself");
  }

  @Test
  void explainsWrongBearerTokenFiles() throws IOException {
    Path file = directory.resolve("token");
    assertThatThrownBy(() -> ServerArguments.parse("--bearer-token-file", file.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--bearer-token-file: there is no file " + file);
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> ServerArguments.parse("--bearer-token-file", file.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--bearer-token-file: " + file + " is empty");
  }

  @Test
  void explainsWrongTableNames() {
    assertThatThrownBy(() -> ServerArguments.parse("--table", "t=" + directory))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("write share.schema.table");
  }
}
