/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class StoreITCase {

  private static final Duration LIFETIME = Duration.ofSeconds(15);

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private EmbeddedDeltaSharingServer server;
  private SharingClient client;
  private AwsSessionCredentials credentials;
  private S3Client store;
  private StorageLocation table;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    start(true);
  }

  private void start(boolean missingKeyIsForbidden) throws IOException, InterruptedException {
    write("tbl1/_delta_log/00000000000000000000.json", "zero");
    write("tbl1/_delta_log/00000000000000000001.json", "one");
    write("tbl1/_delta_log/.00000000000000000002.json.tmp", "half");
    write("tbl1/p=a b%20+c/part-é.parquet", "0123456789");
    write("tbl10/_delta_log/00000000000000000000.json", "sibling");
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(LIFETIME)
            .missingKeyIsForbidden(missingKeyIsForbidden)
            .table("s.c.tbl1", directory.resolve("tbl1"))
            .table("s.c.tbl10", directory.resolve("tbl10"))
            .start();
    client = SharingClient.of(server);
    table = StorageLocation.parse(server.location("s.c.tbl1"));
    credentials = client.vend("s.c.tbl1");
    store = client.store(credentials);
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Test
  void servesObjects() {
    assertThat(read("p=a b%20+c/part-é.parquet")).isEqualTo("0123456789");
    assertThat(server.counters().requests(RequestKind.STORE_GET)).isEqualTo(1);
  }

  @Test
  void servesRanges() {
    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-2")).isEqualTo("89");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    assertRefused(() -> range("bytes=10-11"), 416, "InvalidRange");
  }

  @Test
  void givesOneETagEverywhere() {
    String key = "_delta_log/00000000000000000001.json";
    HeadObjectResponse head = store.headObject(r -> r.bucket(table.bucket()).key(key(key)));
    String fromGet =
        store
            .getObject(r -> r.bucket(table.bucket()).key(key(key)).ifMatch(head.eTag()))
            .response()
            .eTag();
    S3Object listed = list("_delta_log/00000000000000000001", "").contents().get(0);
    assertThat(head.eTag()).startsWith("\"").isEqualTo(fromGet).isEqualTo(listed.eTag());
    assertThat(head.contentLength()).isEqualTo(3).isEqualTo(listed.size());
    assertThat(head.lastModified()).isNotNull();
    assertRefused(
        () -> store.getObject(r -> r.bucket(table.bucket()).key(key(key)).ifMatch("\"other\"")),
        412,
        "PreconditionFailed");
  }

  @Test
  void listsInOrderAfterAName() throws IOException {
    write("tbl1/_delta_log/00000000000000000010.json", "ten");
    write("tbl1/_delta_log/_last_checkpoint", "{}");
    assertThat(names(list("_delta_log/0", "_delta_log/00000000000000000000.json")))
        .containsExactly(
            "_delta_log/00000000000000000001.json", "_delta_log/00000000000000000010.json");
  }

  @Test
  void listsByPages() {
    ListObjectsV2Response first =
        store.listObjectsV2(r -> r.bucket(table.bucket()).prefix(table.keyPrefix()).maxKeys(2));
    ListObjectsV2Response second =
        store.listObjectsV2(
            r ->
                r.bucket(table.bucket())
                    .prefix(table.keyPrefix())
                    .maxKeys(2)
                    .continuationToken(first.nextContinuationToken()));
    assertThat(first.isTruncated()).isTrue();
    assertThat(names(first)).hasSize(2);
    assertThat(names(second)).containsExactly("p=a b%20+c/part-é.parquet");
    assertThat(second.isTruncated()).isFalse();
  }

  @Test
  void listsDirectories() {
    ListObjectsV2Response listing =
        store.listObjectsV2(r -> r.bucket(table.bucket()).prefix(table.keyPrefix()).delimiter("/"));
    assertThat(listing.contents()).isEmpty();
    assertThat(listing.commonPrefixes())
        .extracting(prefix -> prefix.prefix())
        .containsExactly(key("_delta_log/"), key("p=a b%20+c/"));
  }

  @Test
  void refusesExpiredTokens() {
    clock.advance(LIFETIME.minusMillis(1));
    assertThat(read("_delta_log/00000000000000000000.json")).isEqualTo("zero");
    clock.advance(Duration.ofMillis(1));
    assertRefused(() -> read("_delta_log/00000000000000000000.json"), 400, "ExpiredToken");
    assertRefused(() -> list("", ""), 400, "ExpiredToken");
    assertThat(
            catchThrowableOfType(
                    S3Exception.class, () -> head("_delta_log/00000000000000000000.json"))
                .statusCode())
        .isEqualTo(400);
    assertThat(server.counters().refusals(RefusalKind.EXPIRED_TOKEN)).isEqualTo(3);
  }

  @Test
  void refusesWrongTokens() throws IOException, InterruptedException {
    AwsSessionCredentials other = client.vend("s.c.tbl1");
    reconnect(
        AwsSessionCredentials.create(
            credentials.accessKeyId(), credentials.secretAccessKey(), other.sessionToken()));
    assertRefused(() -> list("", ""), 400, "InvalidToken");
    assertThat(server.counters().refusals(RefusalKind.INVALID_TOKEN)).isEqualTo(1);
  }

  @Test
  void refusesMissingTokensAndUnknownKeys() {
    reconnect(AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
    assertRefused(() -> list("", ""), 403, "InvalidAccessKeyId");
    reconnect(
        AwsSessionCredentials.create(
            "ASIAUNKNOWN", credentials.secretAccessKey(), credentials.sessionToken()));
    assertRefused(() -> list("", ""), 403, "InvalidAccessKeyId");
    assertThat(server.counters().refusals(RefusalKind.INVALID_ACCESS_KEY)).isEqualTo(2);
  }

  @Test
  void refusesWrongSignatures() {
    reconnect(
        AwsSessionCredentials.create(
            credentials.accessKeyId(), "wrong-secret", credentials.sessionToken()));
    assertRefused(() -> read("_delta_log/00000000000000000000.json"), 403, "SignatureDoesNotMatch");
    assertThat(server.counters().refusals(RefusalKind.INVALID_SIGNATURE)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsOutsideThePrefix() {
    StorageLocation sibling = StorageLocation.parse(server.location("s.c.tbl10"));
    String log = "_delta_log/00000000000000000000.json";
    assertRefused(() -> readKey(sibling.keyPrefix() + log), 403, "AccessDenied");
    assertRefused(() -> listPrefix(sibling.keyPrefix()), 403, "AccessDenied");
    assertRefused(() -> listPrefix(table.path()), 403, "AccessDenied");
    assertRefused(() -> listPrefix(""), 403, "AccessDenied");
    assertRefused(() -> readKey(table.path()), 403, "AccessDenied");
    assertRefused(() -> store.headBucket(r -> r.bucket(table.bucket())), 403, null);
    assertRefused(store::listBuckets, 403, "AccessDenied");
    assertThat(server.counters().refusals(RefusalKind.OUTSIDE_SCOPE)).isEqualTo(5);
  }

  @Test
  void doesNotLeadOutOfTheDirectory() {
    assertRefused(() -> read("../tbl10/_delta_log/00000000000000000000.json"), 403, null);
    assertRefused(() -> read("_delta_log/.00000000000000000002.json.tmp"), 403, "AccessDenied");
  }

  @Test
  void refusesToWrite() {
    assertRefused(
        () ->
            store.putObject(
                r -> r.bucket(table.bucket()).key(key("new")), RequestBody.fromString("x")),
        403,
        "AccessDenied");
    assertRefused(
        () ->
            store.deleteObject(
                r -> r.bucket(table.bucket()).key(key("_delta_log/00000000000000000000.json"))),
        403,
        "AccessDenied");
    assertThat(read("_delta_log/00000000000000000000.json")).isEqualTo("zero");
    assertThat(server.counters().refusals(RefusalKind.READ_ONLY)).isEqualTo(2);
  }

  @Test
  void forbidsMissingKeys() {
    assertRefused(() -> read("_delta_log/_last_checkpoint"), 403, "AccessDenied");
    assertRefused(() -> head("_delta_log/_last_checkpoint"), 403, null);
    assertRefused(() -> head("_delta_log"), 403, null);
    assertThat(server.counters().refusals(RefusalKind.MISSING_KEY)).isEqualTo(3);
    assertThat(list("none/", "").contents()).isEmpty();
  }

  @Test
  void tellsMissingKeysIfItMay() throws IOException, InterruptedException {
    stop();
    start(false);
    assertRefused(() -> read("_delta_log/_last_checkpoint"), 404, "NoSuchKey");
    assertRefused(() -> head("_delta_log/_last_checkpoint"), 404, null);
    assertThat(server.counters().refusals(RefusalKind.MISSING_KEY)).isZero();
  }

  @Test
  void servesWhatIsWrittenLater() throws IOException {
    write("tbl1/_delta_log/00000000000000000002.json", "two");
    assertThat(read("_delta_log/00000000000000000002.json")).isEqualTo("two");
    assertThat(names(list("_delta_log/0", ""))).hasSize(3);
  }

  private void write(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void reconnect(software.amazon.awssdk.auth.credentials.AwsCredentials other) {
    store.close();
    store = client.store(other);
  }

  private String key(String name) {
    return table.keyPrefix() + name;
  }

  private String read(String name) {
    return readKey(key(name));
  }

  private String readKey(String key) {
    return store
        .getObjectAsBytes(r -> r.bucket(table.bucket()).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  private String range(String range) {
    return store
        .getObjectAsBytes(
            r -> r.bucket(table.bucket()).key(key("p=a b%20+c/part-é.parquet")).range(range))
        .asString(StandardCharsets.UTF_8);
  }

  private HeadObjectResponse head(String name) {
    return store.headObject(r -> r.bucket(table.bucket()).key(key(name)));
  }

  private ListObjectsV2Response list(String prefix, String after) {
    return store.listObjectsV2(
        r ->
            r.bucket(table.bucket())
                .prefix(key(prefix))
                .startAfter(after.isEmpty() ? null : key(after)));
  }

  private ListObjectsV2Response listPrefix(String prefix) {
    return store.listObjectsV2(r -> r.bucket(table.bucket()).prefix(prefix));
  }

  private List<String> names(ListObjectsV2Response listing) {
    return listing.contents().stream()
        .map(object -> object.key().substring(table.keyPrefix().length()))
        .toList();
  }

  private static void assertRefused(
      ThrowingCallable call, int status, @org.jspecify.annotations.Nullable String code) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(status);
    if (code != null) {
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }
  }
}
