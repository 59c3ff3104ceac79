/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deltasharing.flink.credentials.StorageCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.credentials.VendedCredential;
import io.deltasharing.flink.credentials.VendingException;
import io.deltasharing.flink.credentials.VendingException.Reason;
import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.sharing.ClientFixture;
import io.deltasharing.flink.sharing.RetryPolicy;
import io.deltasharing.flink.sharing.SharingClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharingCredentialVendorTest {
  private static final StorageLocation ROOT = StorageLocation.parse("s3://b/t");
  private static final StorageLocation BESIDE = StorageLocation.parse("s3://c/u");
  private static final String AWS =
      "\"awsTempCredentials\":{\"accessKeyId\":\"a\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"}";

  private ClientFixture fixture;
  private SharingCredentialVendor vendor;

  @BeforeEach
  void start() throws IOException {
    fixture = new ClientFixture();
    SharingClient client = fixture.builder().retryPolicy(RetryPolicy.none()).build();
    vendor =
        new SharingCredentialVendor(
            client,
            ClientFixture.TABLE,
            Metadata.of("7", "s3a://b/t/", List.of("s3a://c/u/")),
            ROOT,
            Duration.ofMinutes(5));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void vendsForTheRootWithoutNamingIt() throws Exception {
    fixture.server.then(200, "{\"credentials\":{\"location\":\"s3://b/\"," + AWS + "}}");
    VendedCredential vended = vendor.vend(ROOT);
    assertThat(vended)
        .isEqualTo(
            new VendedCredential(
                ROOT,
                new StorageCredential.AwsSession("a", Secret.of("s"), Secret.of("t")),
                ClientFixture.NOW,
                ClientFixture.NOW.plus(Duration.ofMinutes(5))));
    assertThat(fixture.server.requests().get(0).body()).isEqualTo("{}");
  }

  /** The server of a store whose keys are all of one kind. */
  @Test
  void vendsKeysWithoutASessionToken() throws Exception {
    fixture.server.then(
        200,
        "{\"credentials\":{\"awsTempCredentials\":{\"accessKeyId\":\"a\",\"secretAccessKey\":\"s\"}}}");
    assertThat(vendor.vend(ROOT).credential())
        .isEqualTo(new StorageCredential.AwsSession("a", Secret.of("s"), null));
  }

  @Test
  void asksForAnAuxiliaryLocationInTheServersSpelling() throws Exception {
    fixture.server.then(200, "{\"credentials\":{" + AWS + "}}");
    assertThat(vendor.vend(BESIDE).location()).isEqualTo(BESIDE);
    assertThat(fixture.server.requests().get(0).body()).isEqualTo("{\"location\":\"s3a://c/u/\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "408, OUTAGE",
    "429, OUTAGE",
    "500, OUTAGE",
    "503, OUTAGE",
    "403, REFUSED",
    "404, REFUSED",
    "400, REJECTED",
    "405, REJECTED",
    "302, REJECTED",
  })
  void tellsWhyThereIsNone(int status, Reason reason) {
    fixture.server.then(status, "");
    assertThat(failure(ROOT).reason()).isEqualTo(reason);
  }

  @Test
  void aTokenRefusedTwiceIsARefusal() {
    fixture.server.then(401, "").then(401, "");
    assertThat(failure(ROOT).reason()).isEqualTo(Reason.REFUSED);
    assertThat(fixture.server.requests()).hasSize(2);
  }

  @Test
  void passesOnHowLongToWait() {
    fixture.server.then(429, "", "Retry-After", "7");
    assertThat(failure(ROOT).retryAfter()).contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "<html> | OUTAGE",
        "{} | REJECTED",
        "{'credentials':{'location':'s3://c/t',%AWS%}} | FATAL",
        "{'credentials':{'location':'s3://b/t/x',%AWS%}} | FATAL",
        "{'credentials':{'location':'file:///b',%AWS%}} | FATAL",
        "{'credentials':{'gcpOauthToken':{'oauthToken':'g'}}} | FATAL",
        "{'credentials':{'azureUserDelegationSas':{'sasToken':'g'}}} | FATAL",
        "{'credentials':{'r2Credentials':{'accessKeyId':'a','secretAccessKey':'s'}}} | FATAL",
      })
  void judgesAnAnswer(String body, Reason reason) {
    fixture.server.then(200, body.replace('\'', '"').replace("%AWS%", AWS));
    assertThat(failure(ROOT).reason()).isEqualTo(reason);
  }

  private VendingException failure(StorageLocation location) {
    return catchThrowableOfType(VendingException.class, () -> vendor.vend(location));
  }
}
