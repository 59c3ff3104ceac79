/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreArgumentsTest {

  private static final ExternalStore STORE = ExternalStores.at(URI.create("http://127.0.0.1:8480"));

  @TempDir Path root;
  private Path credentials;

  @BeforeEach
  void writeCredentials() throws IOException {
    credentials = ExternalStores.write(STORE, root.resolve("store.properties"));
  }

  @Test
  void readsEveryOption() throws UsageException {
    assertThat(parse("--port 8480 --expired-as-403 --missing-key-is-forbidden false"))
        .isEqualTo(new StoreArguments(root, "lake", 8480, STORE, true, false));
    assertThat(parse("")).isEqualTo(new StoreArguments(root, "lake", 0, STORE, false, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --prot 1                       | Unknown option '--prot'
          --port 70000                   | --port must be 0 to 65535, not '70000'
          --missing-key-is-forbidden no  | --missing-key-is-forbidden is true or false, not 'no'
          --root /nowhere                | --root: there is no directory /nowhere
          --credentials /nowhere         | --credentials: there is no file /nowhere
          """)
  void explainsTypos(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void asksForWhatItNeeds() {
    assertThatThrownBy(() -> StoreArguments.parse("--bucket", "lake"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--root, --bucket and --credentials are needed");
  }

  @Test
  void refusesCredentialsOfAnotherBucket() {
    assertThatThrownBy(() -> parse("--bucket other"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--credentials: " + credentials + " is for the bucket lake, not other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          secret-access-key=admin-secret | ""           | " lacks 'secret-access-key'"
          endpoint=http                  | endpoint=ftp | ": 'endpoint' must be like http://host:port, not 'ftp://127.0.0.1:8480'"
          """)
  void saysWhatIsWrongWithTheFile(String part, String other, String message) throws IOException {
    Files.writeString(
        credentials, Files.readString(credentials).replaceFirst("(?m)^" + part, other));
    assertThatThrownBy(() -> parse(""))
        .isInstanceOf(UsageException.class)
        .hasMessage("--credentials: " + credentials + message);
  }

  @Test
  void doesNotPrintSecrets() throws UsageException {
    assertThat(parse("").toString()).doesNotContain("admin-secret", ExternalStores.ADMINISTRATOR);
  }

  /** Later options win over the usual ones. */
  private StoreArguments parse(String arguments) throws UsageException {
    Stream<String> usual =
        Stream.of(
            "--root", root.toString(), "--bucket", "lake", "--credentials", credentials.toString());
    Stream<String> more = Arrays.stream(arguments.split(" ")).filter(it -> !it.isEmpty());
    return StoreArguments.parse(Stream.concat(usual, more).toArray(String[]::new));
  }
}
