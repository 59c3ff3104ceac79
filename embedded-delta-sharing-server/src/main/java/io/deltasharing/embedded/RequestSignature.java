/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AWS's signature, version 4, of a request without a query string. S3Proxy checks the store's
 * signatures by itself, and those of no other service.
 *
 * @param scope day, region and service, parted by slashes
 */
record RequestSignature(
    String accessKeyId, String scope, List<String> signedHeaders, String signature) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String END = "aws4_request";
  private static final String MAC = "HmacSHA256";
  private static final String DATE = "x-amz-date";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          ALGORITHM
              + " +Credential=([^/,\\s]+)/(\\d{8}/[^/,\\s]+/[^/,\\s]+)/"
              + END
              + ", *SignedHeaders=([^,\\s]+), *Signature=([0-9a-f]{64})");

  /** Empty where the header is missing, or of another kind. */
  static Optional<RequestSignature> parse(@Nullable String authorization) {
    Matcher matcher = AUTHORIZATION.matcher(authorization == null ? "" : authorization);
    return matcher.matches()
        ? Optional.of(
            new RequestSignature(
                matcher.group(1),
                matcher.group(2),
                List.of(matcher.group(3).split(";")),
                matcher.group(4)))
        : Optional.empty();
  }

  /** Whether the key's owner signed this request, its host, its date and its body. */
  boolean isOf(HttpServletRequest request, byte[] body, String secretAccessKey) {
    String date = String.valueOf(request.getHeader(DATE));
    if (!signedHeaders.containsAll(List.of("host", DATE)) || !date.startsWith(day())) {
      return false;
    }
    String toSign =
        String.join(
            "\n", ALGORITHM, date, scope + '/' + END, hash(bytes(canonical(request, body))));
    String expected = HexFormat.of().formatHex(hmac(signingKey(secretAccessKey), toSign));
    return StoreServlet.sameSecret(signature, expected);
  }

  private String day() {
    return scope.substring(0, scope.indexOf('/'));
  }

  private String canonical(HttpServletRequest request, byte[] body) {
    String headers =
        signedHeaders.stream()
            .map(name -> name + ':' + values(request, name) + '\n')
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.getMethod(),
        request.getRequestURI(),
        "",
        headers,
        String.join(";", signedHeaders),
        hash(body));
  }

  private static String values(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name)).stream()
        .map(value -> value.trim().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private byte[] signingKey(String secretAccessKey) {
    byte[] key = bytes("AWS4" + secretAccessKey);
    for (String part : (scope + '/' + END).split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + MAC, e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
