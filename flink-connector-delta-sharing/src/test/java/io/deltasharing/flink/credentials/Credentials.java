/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import io.deltasharing.flink.secret.Secret;
import java.time.Duration;
import java.time.Instant;

/** Credentials to test with. */
public final class Credentials {
  public static final StorageLocation ROOT = StorageLocation.parse("s3://lake/tables/trades");

  private Credentials() {}

  public static VendedCredential vended(Instant fetchedAt, Duration lifetime) {
    return vended(ROOT, fetchedAt, lifetime);
  }

  public static VendedCredential vended(
      StorageLocation location, Instant fetchedAt, Duration lifetime) {
    return new VendedCredential(location, aws(), fetchedAt, fetchedAt.plus(lifetime));
  }

  public static StorageCredential.AwsSession aws() {
    return new StorageCredential.AwsSession(
        "ASIAEXAMPLE1234", Secret.of("the-secret-key"), Secret.of("the-session-token"));
  }
}
