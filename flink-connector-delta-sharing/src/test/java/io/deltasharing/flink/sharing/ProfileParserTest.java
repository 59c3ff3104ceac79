/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltasharing.flink.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileParserTest {
  private static final String TOKEN = "sekret-token-1";

  private static SharingProfile parse(String json) {
    return new ProfileParser("my.share", false).parse(json.getBytes(UTF_8));
  }

  private static String profile(String version, String endpoint, String more) {
    return """
        {"shareCredentialsVersion": %s, "endpoint": "%s", "bearerToken": "%s"%s}
        """
        .formatted(version, endpoint, TOKEN, more);
  }

  private static String withEndpoint(String endpoint) {
    return profile("1", endpoint, "");
  }

  private static String withExpiration(String json) {
    return profile("1", "https://host/p/", ", \"expirationTime\": " + json);
  }

  private static void assertRefused(String json, String message) {
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> parse(json))
        .withMessage("The profile my.share " + message + ".")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN, "sekret"));
  }

  @Test
  void readsVersion1() {
    assertThat(parse(withExpiration("\"2021-11-12T00:12:29.0Z\"")))
        .isEqualTo(
            new SharingProfile(
                URI.create("https://host/p"),
                Secret.of(TOKEN),
                Optional.of(Instant.parse("2021-11-12T00:12:29Z"))));
  }

  @Test
  void theExpirationIsOptional() {
    assertThat(parse(withEndpoint("https://host/p")).expirationTime()).isEmpty();
    assertThat(parse(withExpiration("null")).expirationTime()).isEmpty();
  }

  @Test
  void ignoresFieldsItDoesNotKnow() {
    assertThat(parse(profile("1", "https://host/p", ", \"icebergEndpoint\": {\"a\": []}")))
        .isEqualTo(parse(withEndpoint("https://host/p")));
  }

  @Test
  void takesAByteOrderMark() {
    assertThat(parse("\uFEFF" + withEndpoint("https://host"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"type\": null", ", \"type\": \"bearer_token\""})
  void readsVersion2WithABearerToken(String type) {
    assertThat(parse(profile("2", "https://host/p", type)))
        .isEqualTo(parse(withEndpoint("https://host/p")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth_client_credentials", "basic", "oauth_jwt_bearer_private_key_jwt"})
  void saysThatOtherTypesAreNotSupportedYet(String type) {
    assertRefused(
        profile("2", "https://host/p", ", \"type\": \"" + type + "\""),
        "is of type '"
            + type
            + "', which is not supported yet: ask the provider for one of type bearer_token");
  }

  @Test
  void refusesUnknownTypes() {
    assertRefused(
        profile("2", "https://host/p", ", \"type\": \"sekret\""),
        "is of an unknown type, not of type bearer_token");
    assertRefused(
        profile("2", "https://host/p", ", \"type\": 7"), "has a field 'type' that is not a text");
  }

  @Test
  void newerVersionsNeedANewerConnector() {
    assertRefused(
        profile("3", "https://host/p", ""),
        "is of version 3, and this connector reads versions up to 2: upgrade the connector");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"1\"", "1.0", "0", "-1", "99999999999"})
  void needsAWholeVersion(String version) {
    assertRefused(
        profile(version, "https://host/p", ""),
        "needs a field 'shareCredentialsVersion' with a whole number, 1 or 2");
  }

  @Test
  void needsAVersion() {
    assertRefused(
        "{\"bearerToken\": \"sekret\"}",
        "needs a field 'shareCredentialsVersion' with a whole number, 1 or 2");
  }

  @ParameterizedTest
  @CsvSource({
    "https://host, https://host",
    "https://host/, https://host",
    "https://host:8443/a/b//, https://host:8443/a/b",
    "HTTPS://host/a, HTTPS://host/a",
    "http://localhost:1/a, http://localhost:1/a",
    "http://127.0.0.1:1/a, http://127.0.0.1:1/a",
    "http://[::1]:1/a, http://[::1]:1/a"
  })
  void takesHttpsAndLoopback(String endpoint, URI expected) {
    assertThat(parse(withEndpoint(endpoint)).endpoint()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host/a", "/a", "ftp://host/a", "https:///a", "https:a", "file:///a"})
  void needsAnAbsoluteHttpsUrl(String endpoint) {
    assertRefused(
        withEndpoint(endpoint),
        "has an endpoint that cannot be used: it must be an absolute https URL with a host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host/a", "http://localhost.evil.org/a", "http://127.evil.org/a"})
  void refusesPlainHttp(String endpoint) {
    assertRefused(
        withEndpoint(endpoint),
        "has an endpoint that cannot be used: it must be https: over http the token would cross"
            + " the network in clear text (allowed without further ado only for localhost)");
    assertThat(new ProfileParser("my.share", true).parse(withEndpoint(endpoint).getBytes(UTF_8)))
        .extracting(SharingProfile::endpoint)
        .isEqualTo(URI.create(endpoint));
  }

  @Test
  void refusesAnEndpointWithMoreThanAPath() {
    assertRefused(
        withEndpoint("https://u:sekret@host/a"),
        "has an endpoint that cannot be used: it must not contain a user name or password");
    assertRefused(
        withEndpoint("https://host/a?sekret"),
        "has an endpoint that cannot be used: it must not contain a query or a fragment");
    assertRefused(
        withEndpoint("https://host/a#sekret"),
        "has an endpoint that cannot be used: it must not contain a query or a fragment");
    assertRefused(
        withEndpoint("https://ho st/sekret"),
        "has an endpoint that cannot be used: it is not a URL");
  }

  @Test
  void needsAnEndpointAndAToken() {
    assertRefused(
        "{\"shareCredentialsVersion\": 1, \"bearerToken\": \"sekret\"}",
        "needs a field 'endpoint' with a text that is not blank");
    assertRefused(
        "{\"shareCredentialsVersion\": 1, \"endpoint\": \"https://host\"}",
        "needs a field 'bearerToken' with a text that is not blank");
    assertRefused(
        "{\"shareCredentialsVersion\": 1, \"endpoint\": \"https://host\", \"bearerToken\": \" \"}",
        "needs a field 'bearerToken' with a text that is not blank");
    assertRefused(
        "{\"shareCredentialsVersion\": 1, \"endpoint\": \"https://host\", \"bearerToken\": 1}",
        "has a field 'bearerToken' that is not a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sekret\\n", "sek\\u0000ret", "sek ret", "sekr\u00e9t"})
  void refusesATokenThatNoHeaderCanCarry(String token) {
    assertRefused(
        "{\"shareCredentialsVersion\": 1, \"endpoint\": \"https://host\", \"bearerToken\": \""
            + token
            + "\"}",
        "has a bearerToken with a character that no HTTP header can carry (white space, control or"
            + " non-ASCII): was it copied whole and without line breaks?");
  }

  @ParameterizedTest
  @CsvSource({
    "2021-11-12T00:12:29Z, 2021-11-12T00:12:29Z",
    "2021-11-12t00:12:29z, 2021-11-12T00:12:29Z",
    "2021-11-12T00:12Z, 2021-11-12T00:12:00Z",
    "2021-11-12T00:12:29.123456789Z, 2021-11-12T00:12:29.123456789Z",
    "2021-11-12T00:12:29.1234567890123Z, 2021-11-12T00:12:29.123456789Z",
    "2021-11-12T00:12:29.5+01:00, 2021-11-11T23:12:29.5Z",
    "2021-11-12T00:12:29-0530, 2021-11-12T05:42:29Z",
    "2021-11-12T00:12:29+02, 2021-11-11T22:12:29Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
  })
  void readsAllFormsOfTime(String text, Instant expected) {
    assertThat(parse(withExpiration("\"" + text + "\"")).expirationTime()).contains(expected);
  }

  @Test
  void saysWhatIsWrongWithATime() {
    assertRefused(
        withExpiration("\"2021-11-12T00:12:29.0\""),
        "has an expirationTime that cannot be used: it has no time zone: it must end in Z or in an"
            + " offset such as +01:00");
    assertRefused(
        withExpiration("\"sekret\""),
        "has an expirationTime that cannot be used: it is not an ISO 8601 time such as"
            + " 2030-01-31T00:00:00Z");
    assertRefused(
        withExpiration("\"2021-02-30T25:00:00Z\""),
        "has an expirationTime that cannot be used: it is not a time that exists");
    assertRefused(
        withExpiration("\"2021-02-03T05:00:00+99:00\""),
        "has an expirationTime that cannot be used: it is not a time that exists");
    assertRefused(withExpiration("1636675949"), "has a field 'expirationTime' that is not a text");
  }

  @Test
  void saysWhereJsonBreaksAndNotWhatItReads() {
    assertRefused(
        "{\"shareCredentialsVersion\": 1,\n \"bearerToken\": sekret-token-1}",
        "is not valid JSON (line 2, column 24)");
    assertRefused(withEndpoint("https://host") + "sekret", "is not valid JSON (line 2, column 7)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[]", "\"sekret\"", "null"})
  void needsAnObject(String json) {
    assertRefused(json, "is not a JSON object: is it the file that the provider gave?");
  }
}
