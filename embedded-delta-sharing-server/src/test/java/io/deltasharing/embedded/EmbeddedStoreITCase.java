/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The store alone, with AWS's own clients of S3 and STS. */
class EmbeddedStoreITCase {

  private static final String LOG = "s/c/t/_delta_log/00000000000000000000.json";
  private static final StorageLocation TABLE = new StorageLocation(ExternalStores.BUCKET, "s/c/t");

  @TempDir Path root;
  private final ManualClock clock = new ManualClock();
  private EmbeddedStore store;

  @BeforeEach
  void start() throws IOException {
    write(LOG, "zero");
    write("s/c/t2/x", "sibling");
    store = start(0, "admin-secret");
  }

  private EmbeddedStore start(int port, String secretAccessKey) {
    ExternalStore settings =
        new ExternalStore(
            URI.create("http://unused"),
            URI.create("http://unused"),
            "us-east-1",
            ExternalStores.BUCKET,
            ExternalStores.ADMINISTRATOR,
            secretAccessKey,
            ExternalStores.ROLE);
    return EmbeddedStore.start(
        settings, root, port, new StoreRefusals(new Counters(), true), clock);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void servesWhatIsInTheDirectoryNow() throws IOException {
    AwsCredentials session = session(15);
    assertThat(read(session, LOG)).isEqualTo("zero");
    write("s/c/t/later", "later");
    assertThat(read(session, "s/c/t/later")).isEqualTo("later");
    assertThat(list(session, "s/c/t/")).isEqualTo(2);
  }

  @Test
  void refusesExpiredSessions() {
    Credentials made = assumeRole(administrator(), request(1).build());
    assertThat(made.expiration()).isEqualTo(clock.instant().plusSeconds(1));
    clock.advance(Duration.ofMillis(999));
    assertThat(read(credentials(made), LOG)).isEqualTo("zero");
    clock.advance(Duration.ofMillis(1));
    assertRefused(() -> read(credentials(made), LOG), 400, "ExpiredToken");
  }

  @Test
  void refusesWhatIsOutsideTheLocation() {
    AwsCredentials session = session(15);
    assertRefused(() -> read(session, "s/c/t2/x"), 403, "AccessDenied");
    assertRefused(() -> list(session, "s/c/t2/"), 403, "AccessDenied");
    assertRefused(() -> list(session, "s/c/t"), 403, "AccessDenied");
    assertRefused(() -> list(session, ""), 403, "AccessDenied");
    assertRefused(() -> read(session, "s/c/t/../t2/x"), 403, null);
  }

  @Test
  void refusesOtherTokens() {
    AwsSessionCredentials session = session(15);
    assertRefused(() -> read(withToken(session, "garbage"), LOG), 400, "InvalidToken");
    assertRefused(
        () -> read(withToken(session, session(15).sessionToken()), LOG), 400, "InvalidToken");
  }

  @Test
  void knowsItsSessionsAfterARestart() {
    AwsSessionCredentials session = session(15);
    AwsSessionCredentials other = session(15);
    restart("admin-secret");
    assertRefused(
        () -> read(withToken(session, other.sessionToken()), LOG), 403, "InvalidAccessKeyId");
    assertRefused(() -> read(withToken(session, "garbage"), LOG), 403, "InvalidAccessKeyId");
    assertThat(read(session, LOG)).isEqualTo("zero");
    assertRefused(() -> read(session, "s/c/t2/x"), 403, "AccessDenied");
    clock.advance(Duration.ofSeconds(15));
    restart("admin-secret");
    assertRefused(() -> read(session, LOG), 400, "ExpiredToken");
  }

  @Test
  void forgetsSessionsOfAnotherAdministrator() {
    AwsSessionCredentials session = session(15);
    restart("other-secret");
    assertRefused(() -> read(session, LOG), 403, "InvalidAccessKeyId");
  }

  @Test
  void givesSessionsToTheAdministratorOnly() {
    AssumeRoleRequest request = request(15).build();
    assertRefused(
        () -> assumeRole(key(ExternalStores.ADMINISTRATOR, "wrong"), request),
        403,
        "SignatureDoesNotMatch");
    assertRefused(
        () -> assumeRole(key("AKIAOTHER", "admin-secret"), request), 403, "InvalidClientTokenId");
    assertRefused(() -> assumeRole(session(15), request), 403, "InvalidClientTokenId");
  }

  @Test
  void givesTheAdministratorNothingElse() {
    assertRefused(() -> read(administrator(), LOG), 403, "InvalidAccessKeyId");
  }

  @Test
  void givesSessionsOfItsRoleAndBucketOnly() {
    assertRefused(
        () -> assumeRole(administrator(), request(15).roleArn("arn:aws:iam:::role/x").build()),
        403,
        "AccessDenied");
    assertRefused(
        () ->
            assumeRole(
                administrator(),
                request(15)
                    .policy(SessionPolicy.json(new StorageLocation("other", "s/c/t")))
                    .build()),
        403,
        "AccessDenied");
  }

  @Test
  void explainsRequestsThatItCannotServe() {
    assertRefused(() -> assumeRole(administrator(), request(0).build()), 400, "ValidationError");
    assertRefused(
        () -> assumeRole(administrator(), request(15).policy(null).build()),
        400,
        "ValidationError");
    assertRefused(
        () -> assumeRole(administrator(), request(15).policy("{}").build()),
        400,
        "MalformedPolicyDocument");
    try (StsClient sts = sts(administrator())) {
      assertRefused(sts::getCallerIdentity, 400, "InvalidAction");
    }
  }

  private void restart(String secretAccessKey) {
    int port = store.endpoint().getPort();
    store.close();
    store = start(port, secretAccessKey);
  }

  private AwsSessionCredentials session(int seconds) {
    return credentials(assumeRole(administrator(), request(seconds).build()));
  }

  private static AssumeRoleRequest.Builder request(int seconds) {
    return AssumeRoleRequest.builder()
        .roleArn(ExternalStores.ROLE)
        .roleSessionName("test")
        .durationSeconds(seconds)
        .policy(SessionPolicy.json(TABLE));
  }

  private Credentials assumeRole(AwsCredentials caller, AssumeRoleRequest request) {
    try (StsClient sts = sts(caller)) {
      return sts.assumeRole(request).credentials();
    }
  }

  private StsClient sts(AwsCredentials caller) {
    return StsClient.builder()
        .endpointOverride(store.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(caller))
        .build();
  }

  private String read(AwsCredentials reader, String key) {
    try (S3Client s3 = s3(reader)) {
      return s3.getObjectAsBytes(r -> r.bucket(ExternalStores.BUCKET).key(key))
          .asString(StandardCharsets.UTF_8);
    }
  }

  private int list(AwsCredentials reader, String prefix) {
    try (S3Client s3 = s3(reader)) {
      return s3.listObjectsV2(r -> r.bucket(ExternalStores.BUCKET).prefix(prefix)).keyCount();
    }
  }

  private S3Client s3(AwsCredentials reader) {
    return S3Client.builder()
        .endpointOverride(store.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(reader))
        .build();
  }

  private static AwsCredentials administrator() {
    return key(ExternalStores.ADMINISTRATOR, "admin-secret");
  }

  private static AwsCredentials key(String accessKeyId, String secretAccessKey) {
    return AwsBasicCredentials.create(accessKeyId, secretAccessKey);
  }

  private static AwsSessionCredentials credentials(Credentials made) {
    return AwsSessionCredentials.create(
        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
  }

  private static AwsSessionCredentials withToken(AwsSessionCredentials session, String token) {
    return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), token);
  }

  private void write(String key, String content) throws IOException {
    Path file = root.resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static void assertRefused(ThrowingCallable call, int status, @Nullable String code) {
    AwsServiceException e = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(e).isNotNull();
    assertThat(e.statusCode()).isEqualTo(status);
    if (code != null) {
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
    }
  }
}
