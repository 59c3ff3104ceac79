/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The store's front: it checks what S3Proxy does not know of, the session token and its expiry. */
final class StoreServlet extends FaultyServlet {

  private static final long serialVersionUID = 1L;
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("Credential=([^/,\\s]+)/");

  private final transient StoreHandler handler;
  private final transient Grants grants;
  private final transient StoreRefusals refusals;
  private final transient Clock clock;
  private final transient Counters counters;

  StoreServlet(
      StoreHandler handler,
      Grants grants,
      StoreRefusals refusals,
      Clock clock,
      AnswerFaults faults,
      Counters counters) {
    super(faults, counters);
    this.handler = handler;
    this.grants = grants;
    this.refusals = refusals;
    this.clock = clock;
    this.counters = counters;
  }

  @Override
  RequestKind kind(HttpServletRequest request) {
    return kind(request.getMethod(), request.getRequestURI());
  }

  /** The machine's time: signatures are checked against it, so the store's answers keep to it. */
  @Override
  Instant now() {
    return Instant.now();
  }

  @Override
  void stamp(HttpServletResponse response) {
    // Jetty dates the answers.
  }

  @Override
  void fail(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    handler.sendError(request, response, StoreRefusals.failure(status));
  }

  @Override
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (kind(request) == RequestKind.STORE_GET) {
      counters.requestedObject(request.getRequestURI());
    }
    Optional<AwsServiceException> refusal = refusal(request);
    if (refusal.isPresent()) {
      handler.sendError(request, response, refusal.get());
    } else {
      handler.handle(request, response);
    }
  }

  static RequestKind kind(String method, String path) {
    boolean namesObject = path.indexOf('/', 1) > 0 && !path.endsWith("/");
    return switch (method) {
      case "GET" -> namesObject ? RequestKind.STORE_GET : RequestKind.STORE_LIST;
      case "HEAD" -> RequestKind.STORE_HEAD;
      default -> RequestKind.STORE_WRITE;
    };
  }

  private Optional<AwsServiceException> refusal(HttpServletRequest request) {
    Optional<String> accessKeyId = accessKeyId(request.getHeader("Authorization"));
    if (accessKeyId.isEmpty()) {
      return Optional.of(refusals.unauthenticated());
    }
    String token = request.getHeader("x-amz-security-token");
    Optional<Grant> grant =
        token == null ? Optional.empty() : grants.find(accessKeyId.get(), token);
    if (grant.isEmpty() || token == null) {
      return Optional.of(refusals.invalidAccessKey());
    }
    if (!sameSecret(token, grant.get().sessionToken()) || grants.isRevoked(grant.get())) {
      return Optional.of(refusals.invalidToken());
    }
    return grant.get().isExpired(clock.instant())
        ? Optional.of(refusals.expiredToken())
        : Optional.empty();
  }

  private static Optional<String> accessKeyId(@Nullable String authorization) {
    Matcher matcher = ACCESS_KEY_ID.matcher(authorization == null ? "" : authorization);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static boolean sameSecret(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
