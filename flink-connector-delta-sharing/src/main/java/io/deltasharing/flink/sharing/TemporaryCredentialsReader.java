/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import io.deltasharing.flink.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The answer that vends credentials. Lenient in what may be missing, strict in what it is for. */
final class TemporaryCredentialsReader {
  private static final Map<String, Function<AnswerObject, CloudCredential>> VARIANTS =
      Map.of(
          "awsTempCredentials", TemporaryCredentialsReader::aws,
          "r2Credentials", TemporaryCredentialsReader::r2,
          "azureUserDelegationSas", TemporaryCredentialsReader::azure,
          "gcpOauthToken", TemporaryCredentialsReader::gcp);

  private TemporaryCredentialsReader() {}

  static TemporaryCredentials read(Answer answer, Instant receivedAt) {
    AnswerObject credentials = answer.object().requiredObject("credentials");
    return new TemporaryCredentials(
        credentials.text("location"),
        onlyVariant(credentials),
        expiration(credentials),
        receivedAt,
        HttpTimes.serverDate(answer.headers()));
  }

  private static CloudCredential onlyVariant(AnswerObject credentials) {
    List<String> kinds =
        VARIANTS.keySet().stream()
            .filter(kind -> credentials.object(kind).isPresent())
            .sorted()
            .toList();
    if (kinds.size() != 1) {
      throw credentials
          .origin()
          .senseless(
              kinds.isEmpty()
                  ? "it holds no kind of credentials known here, only the fields "
                      + credentials.fieldNames()
                  : "it holds several kinds of credentials: " + kinds);
    }
    String kind = kinds.get(0);
    AnswerObject variant = credentials.requiredObject(kind);
    return Objects.requireNonNull(VARIANTS.get(kind)).apply(variant);
  }

  private static CloudCredential aws(AnswerObject variant) {
    return new CloudCredential.AwsTempCredentials(
        variant.requiredText("accessKeyId"),
        secret(variant, "secretAccessKey"),
        variant.text("sessionToken").map(Secret::of));
  }

  private static CloudCredential r2(AnswerObject variant) {
    return new CloudCredential.R2TempCredentials(
        variant.requiredText("accessKeyId"),
        secret(variant, "secretAccessKey"),
        variant.text("sessionToken").map(Secret::of));
  }

  private static CloudCredential azure(AnswerObject variant) {
    return new CloudCredential.AzureUserDelegationSas(secret(variant, "sasToken"));
  }

  private static CloudCredential gcp(AnswerObject variant) {
    return new CloudCredential.GcpOauthToken(secret(variant, "oauthToken"));
  }

  private static Secret secret(AnswerObject variant, String field) {
    return Secret.of(variant.requiredText(field));
  }

  /** Epoch milliseconds; zero is how Protobuf says nothing. */
  private static Optional<Instant> expiration(AnswerObject credentials) {
    return credentials.number("expirationTime").stream()
        .filter(millis -> millis > 0)
        .mapToObj(Instant::ofEpochMilli)
        .findFirst();
  }
}
