/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class StoreFaultsITCase {

  private static final String CONTENT = "0123456789";
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private EmbeddedDeltaSharingServer server;
  private Faults faults;
  private SharingClient client;
  private S3Client store;
  private StorageLocation table;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Files.createDirectory(directory.resolve("_delta_log"));
    Files.writeString(directory.resolve("part"), CONTENT);
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(Duration.ofSeconds(15))
            .table("s.c.t", directory)
            .table("s.c.other", directory)
            .start();
    faults = server.faults();
    client = SharingClient.of(server);
    table = StorageLocation.parse(server.location("s.c.t"));
    store = connect("s.c.t");
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, Please reduce your request rate.",
    "500, InternalError, We encountered an internal error. Please try again.",
    "502, InternalError, We encountered an internal error. Please try again.",
    "403, AccessDenied, Access Denied",
    "404, NoSuchKey, The specified key does not exist.",
    "400, InvalidRequest, Invalid Request"
  })
  void failsInTheWordsOfS3(int status, String code, String message) {
    faults.fail(RequestKind.STORE_GET, status, 1);
    assertRefused(this::read, status, code, message);
    assertThat(read()).isEqualTo(CONTENT);
    assertThat(server.counters().requests(RequestKind.STORE_GET)).isEqualTo(2);
  }

  @Test
  void failsListingsAndHeadsApart() {
    faults.fail(RequestKind.STORE_LIST, 503, 1);
    faults.fail(RequestKind.STORE_HEAD, 503, 1);
    assertThat(read()).isEqualTo(CONTENT);
    assertRefused(this::list, 503, "SlowDown", "Please reduce your request rate.");
    assertThat(catchThrowableOfType(S3Exception.class, this::head).statusCode()).isEqualTo(503);
    assertThat(list()).isEqualTo(1);
    assertThat(head()).isEqualTo(CONTENT.length());
  }

  @Test
  void throttlesForSecondsOrUntilADate() {
    faults.clockOffset(Duration.ofDays(1));
    faults.throttle(RequestKind.STORE_GET, Duration.ofSeconds(7), false, 1);
    faults.throttle(RequestKind.STORE_GET, Duration.ofSeconds(7), true, 1);
    assertThat(retryAfter()).isEqualTo("7");
    Instant until =
        ZonedDateTime.parse(retryAfter(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    assertThat(until).isCloseTo(Instant.now().plusSeconds(7), within(5, ChronoUnit.SECONDS));
    faults.clockOffset(Duration.ZERO);
    assertThat(read()).isEqualTo(CONTENT);
  }

  @Test
  void garbles() {
    faults.garble(RequestKind.STORE_GET, 1);
    faults.garble(RequestKind.STORE_LIST, 1);
    assertThat(read()).isEqualTo("<html><body>Welcome to our guest network!<br></body></html>\n");
    assertThatThrownBy(this::list).isInstanceOf(SdkClientException.class);
    assertThat(list()).isEqualTo(1);
  }

  @Test
  void cutsRangesInTheMiddle() throws IOException {
    faults.cutOff(RequestKind.STORE_GET, 1);
    try (ResponseInputStream<GetObjectResponse> body =
        store.getObject(r -> r.bucket(table.bucket()).key(key()).range("bytes=2-7"))) {
      assertThat(body.response().contentLength()).isEqualTo(6);
      assertThat(body.response().contentRange()).isEqualTo("bytes 2-7/10");
      // Byte by byte: readNBytes asks for no more bytes after the last, and is refused them.
      assertThat(List.of((char) body.read(), (char) body.read(), (char) body.read()))
          .containsExactly('2', '3', '4');
      assertThatThrownBy(body::read).isInstanceOf(IOException.class);
      body.abort();
    }
    assertThat(read()).isEqualTo(CONTENT);
  }

  @Test
  void cutsListingsAndHeads() {
    faults.cutOff(RequestKind.STORE_LIST, 1);
    faults.cutOff(RequestKind.STORE_HEAD, 1);
    assertThatThrownBy(this::list).isInstanceOf(SdkClientException.class);
    assertThatThrownBy(this::head).isInstanceOf(SdkClientException.class);
    assertThat(list()).isEqualTo(1);
  }

  @Test
  void hangsUntilReleased() throws Exception {
    faults.hang(RequestKind.STORE_GET, 1);
    CompletableFuture<String> hanging = CompletableFuture.supplyAsync(this::read);
    assertThat(server.counters().awaitRequests(RequestKind.STORE_GET, 1, SOON)).isTrue();
    assertThat(read()).isEqualTo(CONTENT);
    assertThat(hanging).isNotDone();
    faults.clear(RequestKind.STORE_GET);
    assertThat(hanging.get(10, TimeUnit.SECONDS)).isEqualTo(CONTENT);
  }

  @Test
  void delays() {
    Duration delay = Duration.ofMillis(200);
    faults.delay(RequestKind.STORE_GET, delay, 1);
    long start = System.nanoTime();
    assertThat(read()).isEqualTo(CONTENT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void refusesExpiredCredentialsInCephsDialect() throws InterruptedException {
    faults.expiredAs403(true);
    assertThat(read()).isEqualTo(CONTENT);
    clock.advance(Duration.ofSeconds(15));
    assertRefused(this::read, 403, "AccessDenied", "Access Denied");
    faults.expiredAs403(false);
    assertRefused(this::read, 400, "ExpiredToken", "The provided token has expired.");
    assertThat(server.counters().awaitRefusals(RefusalKind.EXPIRED_TOKEN, 2, SOON)).isTrue();
  }

  @Test
  void refusesRevokedCredentialsButNotTheNext() throws IOException, InterruptedException {
    faults.revokeCredentials();
    assertRevoked(this::read);
    assertThat(server.counters().refusals(RefusalKind.INVALID_TOKEN)).isEqualTo(1);
    reconnect("s.c.t");
    assertThat(read()).isEqualTo(CONTENT);
  }

  @Test
  void revokesTheCredentialsOfOneLocation() throws IOException, InterruptedException {
    faults.revokeCredentials(server.location("s.c.other"));
    assertThat(read()).isEqualTo(CONTENT);
    faults.revokeCredentials("s3a://" + table.bucket() + '/' + table.path() + '/');
    assertRevoked(this::read);
    assertThatThrownBy(() -> faults.revokeCredentials("here"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'here' is not a location: write s3://bucket/path (or s3a, s3n)");
  }

  @Test
  void takesReadersOfRevokedTablesAsLongAsTheirCredentialsLive()
      throws IOException, InterruptedException {
    faults.revokeAccess("s.c.t", 403);
    assertThat(client.askForCredentials("s.c.t", "").statusCode()).isEqualTo(403);
    assertThat(read()).isEqualTo(CONTENT);
  }

  @Test
  void letsCredentialsExpireByTheOffsetClock() throws IOException, InterruptedException {
    faults.clockOffset(Duration.ofHours(-2));
    reconnect("s.c.t");
    clock.advance(Duration.ofSeconds(15).minusMillis(1));
    assertThat(read()).isEqualTo(CONTENT);
    clock.advance(Duration.ofMillis(1));
    assertRefused(this::read, 400, "ExpiredToken", "The provided token has expired.");
  }

  @Test
  void enforcesTheTrueExpiryWhateverIsReported() throws IOException, InterruptedException {
    faults.expirationOffset(Duration.ofHours(1));
    reconnect("s.c.t");
    clock.advance(Duration.ofSeconds(15));
    assertRefused(this::read, 400, "ExpiredToken", "The provided token has expired.");
    faults.expirationOffset(Duration.ofHours(-1));
    reconnect("s.c.t");
    assertThat(read()).isEqualTo(CONTENT);
  }

  private S3Client connect(String name) throws IOException, InterruptedException {
    AwsSessionCredentials credentials = client.vend(name);
    return S3Client.builder()
        .endpointOverride(server.storeEndpoint())
        .region(Region.of(server.storeRegion()))
        .forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private void reconnect(String name) throws IOException, InterruptedException {
    store.close();
    store = connect(name);
  }

  private String key() {
    return table.keyPrefix() + "part";
  }

  private String read() {
    return store
        .getObjectAsBytes(r -> r.bucket(table.bucket()).key(key()))
        .asString(StandardCharsets.UTF_8);
  }

  private long head() {
    return store.headObject(r -> r.bucket(table.bucket()).key(key())).contentLength();
  }

  private int list() {
    return store
        .listObjectsV2(r -> r.bucket(table.bucket()).prefix(table.keyPrefix()))
        .contents()
        .size();
  }

  private String retryAfter() {
    S3Exception throttled = catchThrowableOfType(S3Exception.class, this::read);
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
    return throttled
        .awsErrorDetails()
        .sdkHttpResponse()
        .firstMatchingHeader("Retry-After")
        .orElse("missing");
  }

  private static void assertRevoked(ThrowingCallable call) {
    assertRefused(
        call, 400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
  }

  private static void assertRefused(
      ThrowingCallable call, int status, String code, String message) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }
}
