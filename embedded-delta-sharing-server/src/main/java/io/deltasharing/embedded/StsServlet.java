/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.google.common.escape.Escaper;
import com.google.common.xml.XmlEscapers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** AssumeRole as AWS's STS has it, for the administrator of a store and no one else. */
final class StsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final int LARGEST_BODY = 64 << 10;
  private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final Escaper XML = XmlEscapers.xmlContentEscaper();
  private static final DateTimeFormatter SIGNED_AT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final transient ExternalStore store;
  private final transient Grants grants;

  StsServlet(ExternalStore store, Grants grants) {
    this.store = store;
    this.grants = grants;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Grant grant = assumeRole(request);
      send(response, 200, success(grant));
    } catch (StsError e) {
      send(response, e.status(), failure(e));
    }
  }

  private Grant assumeRole(HttpServletRequest request) throws StsError, IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST_BODY);
    authenticate(request, body);
    AssumeRole wanted = AssumeRole.parse(new String(body, StandardCharsets.UTF_8));
    if (!wanted.roleArn().equals(store.roleArn())) {
      throw denied("there is no role " + wanted.roleArn() + " here but " + store.roleArn());
    }
    if (!wanted.location().bucket().equals(store.bucket())) {
      throw denied("the bucket is " + store.bucket() + ", not " + wanted.location().bucket());
    }
    return grants.vend(wanted.location(), wanted.duration());
  }

  private void authenticate(HttpServletRequest request, byte[] body) throws StsError {
    RequestSignature signature =
        RequestSignature.parse(request.getHeader("Authorization"))
            .orElseThrow(() -> denied("the request is not signed"));
    if (!signature.accessKeyId().equals(store.accessKeyId())) {
      throw StsError.of(
          403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }
    if (!isFresh(request) || !signature.isOf(request, body, store.secretAccessKey())) {
      throw StsError.of(
          403, "SignatureDoesNotMatch", "The signature is not that of the key, or out of date.");
    }
  }

  /** By the machine's time, which is what clients sign by. */
  private static boolean isFresh(HttpServletRequest request) {
    try {
      Instant signedAt =
          SIGNED_AT.parse(String.valueOf(request.getHeader("x-amz-date")), Instant::from);
      return Duration.between(signedAt, Instant.now()).abs().compareTo(LARGEST_SKEW) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static StsError denied(String why) {
    return StsError.of(403, "AccessDenied", "Access denied: " + why);
  }

  private String success(Grant grant) {
    return """
        <AssumeRoleResponse xmlns="%s">
          <AssumeRoleResult>
            <AssumedRoleUser>
              <AssumedRoleId>%s</AssumedRoleId>
              <Arn>%s</Arn>
            </AssumedRoleUser>
            <Credentials>
              <AccessKeyId>%s</AccessKeyId>
              <SecretAccessKey>%s</SecretAccessKey>
              <SessionToken>%s</SessionToken>
              <Expiration>%s</Expiration>
            </Credentials>
          </AssumeRoleResult>
          <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </AssumeRoleResponse>
        """
        .formatted(
            NAMESPACE,
            "EMBEDDED:session",
            XML.escape(store.roleArn()),
            grant.accessKeyId(),
            grant.secretAccessKey(),
            grant.sessionToken(),
            grant.expiresAt(),
            UUID.randomUUID());
  }

  private static String failure(StsError error) {
    return """
        <ErrorResponse xmlns="%s">
          <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
          <RequestId>%s</RequestId>
        </ErrorResponse>
        """
        .formatted(
            NAMESPACE,
            error.code(),
            XML.escape(String.valueOf(error.getMessage())),
            UUID.randomUUID());
  }

  private static void send(HttpServletResponse response, int status, String xml)
      throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/xml; charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
