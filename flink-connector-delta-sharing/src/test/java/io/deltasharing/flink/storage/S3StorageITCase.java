/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RefusalKind;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.credentials.ManualClock;
import io.deltasharing.flink.credentials.OutOfScopeException;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.testing.VendedAccess;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes from a store that enforces what was vended. */
class S3StorageITCase {
  private static final String TABLE = "s.d.t";
  private static final String ROOT = "s3://embedded-delta-sharing/s/d/t";
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private EmbeddedDeltaSharingServer server;
  private VendedAccess access;
  private TableStorage storage;

  @BeforeEach
  void start() throws Exception {
    start(true);
  }

  private void start(boolean missingKeyIsForbidden) throws Exception {
    // The server reads the table's metadata from its log.
    write(
        "_delta_log/00000000000000000000.json",
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"id-1","format":{"provider":"parquet","options":{}},\
        "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}","partitionColumns":[],\
        "configuration":{}}}
        """);
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(LIFETIME)
            .missingKeyIsForbidden(missingKeyIsForbidden)
            .table(TABLE, directory)
            .start();
    access = VendedAccess.open(server, TABLE, clock);
    storage = access.storage();
  }

  @AfterEach
  void stop() {
    access.close();
    server.close();
  }

  private void restart(boolean missingKeyIsForbidden) throws Exception {
    stop();
    start(missingKeyIsForbidden);
  }

  @Test
  void readsAnObjectThatIsThereByOneRequest() throws IOException {
    write("x.json", "hello");
    assertThat(storage.readIfPresent(at("x.json")).map(WholeObject::bytes))
        .hasValue("hello".getBytes(UTF_8));
    assertThat(storage.read(at("x.json"))).isEqualTo("hello".getBytes(UTF_8));
    assertRequests(2, 0);
    assertThat(storage.hidesMissingObjects()).isFalse();
  }

  @Test
  void asksAgainForAnObjectWhoseAnswerIsCutOff() throws IOException {
    write("x.json", "hello".repeat(1000));
    server.faults().cutOff(RequestKind.STORE_GET, 2);
    assertThat(storage.read(at("x.json"))).isEqualTo("hello".repeat(1000).getBytes(UTF_8));
    assertRequests(3, 0);
  }

  @Test
  void learnsThatAStoreHidesMissingObjects() throws IOException {
    write("x.json2", "not what is asked for");
    assertThat(storage.readIfPresent(at("x.json"))).isEmpty();
    assertRequests(1, 1);
    assertThat(storage.hidesMissingObjects()).isTrue();

    assertThat(storage.readIfPresent(at("x.json"))).isEmpty();
    assertRequests(1, 2);

    write("x.json", "hello");
    assertThat(storage.readIfPresent(at("x.json")).map(WholeObject::bytes))
        .hasValue("hello".getBytes(UTF_8));
    assertRequests(2, 3);
    assertThat(access.refused).isEmpty();
  }

  @Test
  void asksStraightWhereAStoreDoesNotHideMissingObjects() throws Exception {
    restart(false);
    assertThat(storage.readIfPresent(at("x.json"))).isEmpty();
    assertThat(storage.readIfPresent(at("x.json"))).isEmpty();
    assertRequests(2, 0);
    assertThat(storage.hidesMissingObjects()).isFalse();
  }

  @Test
  void looksForOneKeyOnlyToTellWhetherItIsThere() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("y/" + i + ".parquet", "");
    }
    assertThat(storage.readIfPresent(at("x.json"))).isEmpty();
    assertRequests(1, 1);
  }

  @Test
  void listsInOrderFromANameOn() throws IOException {
    for (String name :
        new String[] {
          "_last_checkpoint",
          "00000000000000000002.json",
          "00000000000000000001.json",
          "00000000000000000001.crc",
          "00000000000000000002.checkpoint.parquet",
          "00000000000000000010.json",
          "_sidecars/1.parquet"
        }) {
      write("_delta_log/" + name, name);
    }
    assertThat(storage.listFrom(at("_delta_log/00000000000000000001.json")))
        .extracting(it -> it.location().name(), StoredObject::length)
        .containsExactly(
            Tuple.tuple("00000000000000000001.json", 25L),
            Tuple.tuple("00000000000000000002.checkpoint.parquet", 39L),
            Tuple.tuple("00000000000000000002.json", 25L),
            Tuple.tuple("00000000000000000010.json", 25L));
    assertThat(storage.listFrom(at("_delta_log/_last_checkpoint")))
        .extracting(it -> it.location().toString())
        .containsExactly(ROOT + "/_delta_log/_last_checkpoint");
    assertThat(storage.listFrom(at("_delta_log/00000000000000000011.json"))).isEmpty();
  }

  @Test
  void listsBeyondOnePage() throws IOException {
    for (int i = 0; i < 1005; i++) {
      write("many/0" + (1000 + i), "");
    }
    assertThat(storage.listFrom(at("many/01001")))
        .hasSize(1004)
        .last()
        .extracting(it -> it.location().name())
        .isEqualTo("02004");
    assertRequests(0, 2);
    assertThat(storage.listFrom(at("many/01001"), 10)).hasSize(10);
    assertRequests(0, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.parquet", "p=a%20b/x.parquet", "p=1+1/ü.parquet", "p=100%/#?.x"})
  void readsKeysAsTheyAre(String key) throws IOException {
    write(key, "0123456789");
    assertThat(storage.read(at(key))).hasSize(10);
    assertThat(storage.listFrom(at(key)))
        .extracting(StoredObject::location)
        .containsExactly(at(key));
    assertThat(range(key, 2, 3)).isEqualTo("234");
  }

  @Test
  void readsRangesWithoutAskingForTheLength() throws IOException {
    write("x", "0123456789");
    try (ObjectInput input = storage.open(at("x"), 10)) {
      assertThat(input.length()).isEqualTo(10);
      byte[] buffer = new byte[4];
      input.seek(6);
      input.readFully(buffer, 1, 3);
      assertThat(buffer).containsExactly(0, '6', '7', '8');
      assertThat(input.position()).isEqualTo(9);
      assertThat(input.read(buffer, 0, 4)).isEqualTo(1);
      assertThat(input.read(buffer, 0, 4)).isEqualTo(-1);
      input.seek(0);
      input.readFully(buffer, 0, 1);
      assertThat(buffer[0]).isEqualTo((byte) '0');
    }
    assertThat(server.counters().requests(RequestKind.STORE_HEAD)).isZero();
    assertThat(server.counters().requests(RequestKind.STORE_LIST)).isZero();
  }

  @Test
  void doesNotReadOutsideAnObject() throws IOException {
    write("x", "0123456789");
    try (ObjectInput input = storage.open(at("x"), 10)) {
      assertThatThrownBy(() -> input.seek(11))
          .isInstanceOf(EOFException.class)
          .hasMessage("offset 11 lies outside '" + ROOT + "/x' of 10 bytes");
      assertThatThrownBy(() -> input.seek(-1))
          .isInstanceOf(EOFException.class)
          .hasMessage("offset -1 lies outside '" + ROOT + "/x' of 10 bytes");
      input.seek(8);
      assertThatThrownBy(() -> input.readFully(new byte[3], 0, 3))
          .isInstanceOf(EOFException.class)
          .hasMessage("'" + ROOT + "/x' has 10 bytes, too few for 3 at 8");
      assertThat(input.position()).isEqualTo(8);
    }
    assertRequests(0, 0);
  }

  @Test
  void goesOnAtTheSameOffsetWithANewerCredential() throws IOException {
    byte[] bytes = new byte[2_000_000];
    new Random(7).nextBytes(bytes);
    Files.write(directory.resolve("large"), bytes);
    byte[] read = new byte[bytes.length];
    try (ObjectInput input = storage.open(at("large"), bytes.length)) {
      for (int at = 0; at < bytes.length; at += 20_000) {
        if (at % 500_000 == 0) {
          clock.advance(LIFETIME);
        }
        input.readFully(read, at, 20_000);
      }
    }
    assertThat(Arrays.equals(read, bytes)).isTrue();
    assertThat(access.refused).containsExactly(1L, 2L, 3L, 4L);
    assertThat(server.counters().refusals(RefusalKind.EXPIRED_TOKEN)).isEqualTo(4);
  }

  @Test
  void repeatsSmallReadsAndListingsWithANewerCredential() throws IOException {
    write("x.json", "hello");
    clock.advance(LIFETIME);
    assertThat(storage.read(at("x.json"))).hasSize(5);
    clock.advance(LIFETIME);
    assertThat(storage.readIfPresent(at("x.json"))).isPresent();
    clock.advance(LIFETIME);
    assertThat(storage.listFrom(at("x.json"))).hasSize(1);
    clock.advance(LIFETIME);
    assertThat(storage.readIfPresent(at("absent"))).isEmpty();
    assertThat(access.refused).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void givesUpOnCredentialsThatAreExpiredWhenTheyCome() throws IOException {
    write("x", "0123456789");
    String message =
        "The store refused '" + ROOT + "/x' with credentials that were vended just now.";
    clock.advance(LIFETIME);
    access.afterRenewal(() -> clock.advance(LIFETIME));

    assertThatThrownBy(() -> storage.read(at("x")))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessage(message);
    assertThat(access.refused).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThatThrownBy(() -> range("x", 0, 1))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessage(message);
    assertThat(access.refused).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesAnObjectThatIsMissing(boolean missingKeyIsForbidden) throws Exception {
    restart(missingKeyIsForbidden);
    String message =
        "'" + ROOT + "/gone' does not exist any more: it was probably removed by a VACUUM.";
    assertThatThrownBy(() -> storage.read(at("gone")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> range("gone", 0, 1))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(message);
  }

  @Test
  void namesAnObjectThatIsForbidden() throws Exception {
    write("secret", "0123456789");
    server.share(SharedTable.of("s.d.other", directory));
    VendedAccess other = VendedAccess.open(server, "s.d.other", clock);
    S3Storage narrow = S3Storage.open(other.holder(access.root(), other.root()), access.s3());
    String message =
        "Reading '"
            + ROOT
            + "/secret' is forbidden, also with credentials that were vended just now. Ask the"
            + " table's provider whether its grant covers this path.";
    assertThatThrownBy(() -> narrow.read(at("secret")))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> narrow.readIfPresent(at("secret")))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessage(message);
    try (ObjectInput input = narrow.open(at("secret"), 10)) {
      assertThatThrownBy(() -> input.readFully(new byte[1], 0, 1))
          .isInstanceOf(AccessRefusedException.class)
          .hasMessage(message);
    }
    assertThat(other.refused).containsExactly(1L, 2L, 3L);
    narrow.close();
    other.close();
  }

  @Test
  void doesNotReadOutsideTheSharedLocations() {
    StorageLocation neighbour = StorageLocation.parse("s3://embedded-delta-sharing/s/d/t2/x");
    assertThatThrownBy(() -> storage.read(neighbour))
        .isInstanceOf(OutOfScopeException.class)
        .hasMessage(
            "'s3://embedded-delta-sharing/s/d/t2/x' lies outside the shared locations "
                + ROOT
                + ": it is not read. Tell the table's provider that its log names it.");
    assertRequests(0, 0);
  }

  @Test
  void releasesItsCredentialsWhenClosed() throws IOException {
    int before = CredentialRegistry.size();
    write("x", "0123456789");
    storage.read(at("x"));
    assertThat(CredentialRegistry.size()).isEqualTo(before + 1);
    storage.close();
    assertThat(CredentialRegistry.size()).isEqualTo(before);
    assertThatThrownBy(() -> storage.read(at("x")))
        .isInstanceOf(IOException.class)
        .hasMessage("the storage of the table is closed; not reading " + ROOT + "/x");
  }

  private String range(String key, long start, int count) throws IOException {
    try (ObjectInput input = storage.open(at(key), 10)) {
      byte[] buffer = new byte[count];
      input.seek(start);
      input.readFully(buffer, 0, count);
      return new String(buffer, UTF_8);
    }
  }

  private StorageLocation at(String path) {
    return access.root().child(path);
  }

  private void assertRequests(long gets, long lists) {
    assertThat(server.counters().requests(RequestKind.STORE_GET)).as("GETs").isEqualTo(gets);
    assertThat(server.counters().requests(RequestKind.STORE_LIST)).as("LISTs").isEqualTo(lists);
    assertThat(server.counters().requests(RequestKind.STORE_HEAD)).as("HEADs").isZero();
  }

  private void write(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
