/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * An {@link ExternalStore} whose STS makes each credential, narrowed to one location by a session
 * policy. Somebody else brings the tables' files there.
 */
final class OutsideStore implements TableStore {

  private static final String SESSION_NAME = "embedded-delta-sharing";

  // A store that hangs must not make the sharing server hang: clients wait longer than this.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // The second is for a connection that was kept open while the store was restarted.
  private static final int ATTEMPTS = 2;

  private final ExternalStore store;
  private final int lifetimeSeconds;
  private final StsClient sts;
  private final Queue<Grant> vended = new ConcurrentLinkedQueue<>();

  OutsideStore(ExternalStore store, Duration lifetime) {
    this.store = store;
    lifetimeSeconds = wholeSeconds(lifetime);
    sts =
        StsClient.builder()
            .endpointOverride(store.stsEndpoint())
            .region(Region.of(store.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(store.accessKeyId(), store.secretAccessKey())))
            .overrideConfiguration(
                o ->
                    o.apiCallTimeout(PATIENCE)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
            .build();
  }

  private static int wholeSeconds(Duration lifetime) {
    if (!lifetime.truncatedTo(ChronoUnit.SECONDS).equals(lifetime)
        || lifetime.toSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "STS counts a credential's lifetime in whole seconds: " + lifetime + " is none");
    }
    return (int) lifetime.toSeconds();
  }

  @Override
  public URI endpoint() {
    return store.endpoint();
  }

  @Override
  public String region() {
    return store.region();
  }

  @Override
  public StorageLocation root(TableName table) {
    return StorageLocation.of(store.bucket(), table);
  }

  @Override
  public void serve(StorageLocation location, Path directory) {
    // The directory is only where metadata and versions come from.
  }

  @Override
  public Grant vend(StorageLocation location) throws SharingError {
    try {
      Grant grant = grant(location, assumeRole(location));
      vended.add(grant);
      return grant;
    } catch (AwsServiceException e) {
      throw SharingError.ofStatus(
          e.statusCode() >= 500 ? 503 : 500,
          failure(location, "answered " + e.statusCode() + ' ' + code(e)));
    } catch (SdkClientException e) {
      throw SharingError.ofStatus(
          503, failure(location, "was not reached: " + String.valueOf(e.getMessage())));
    }
  }

  private AssumeRoleResponse assumeRole(StorageLocation location) {
    return sts.assumeRole(
        r ->
            r.roleArn(store.roleArn())
                .roleSessionName(SESSION_NAME)
                .durationSeconds(lifetimeSeconds)
                .policy(SessionPolicy.json(location)));
  }

  private static Grant grant(StorageLocation location, AssumeRoleResponse response) {
    Credentials made = response.credentials();
    return new Grant(
        made.accessKeyId(),
        made.secretAccessKey(),
        made.sessionToken(),
        location,
        made.expiration());
  }

  private String failure(StorageLocation location, String what) {
    return "No credentials for " + location + ": the STS at " + store.stsEndpoint() + ' ' + what;
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null
        ? "without a code"
        : String.valueOf(e.awsErrorDetails().errorCode());
  }

  @Override
  public List<String> secrets() {
    return vended.stream().flatMap(Grant::secrets).toList();
  }

  @Override
  public void revoke(Predicate<Grant> wanted) {
    throw new UnsupportedOperationException(
        "Credentials of the external store at "
            + store.endpoint()
            + " cannot be revoked: STS makes them, and they live until they expire."
            + " Revoke the access to a table instead, which ends their renewal");
  }

  @Override
  public void expiredAs403(boolean cephDialect) {
    throw new UnsupportedOperationException(
        "The external store at "
            + store.endpoint()
            + " decides by itself how it refuses expired credentials");
  }

  @Override
  public void close() {
    sts.close();
  }
}
