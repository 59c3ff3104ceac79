/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The store's refusals, in AWS's words; each one made is counted. */
final class StoreRefusals {

  private final Counters counters;
  private final boolean missingKeyIsForbidden;
  private volatile boolean expiredAs403;

  StoreRefusals(Counters counters, boolean missingKeyIsForbidden) {
    this.counters = counters;
    this.missingKeyIsForbidden = missingKeyIsForbidden;
  }

  Counters counters() {
    return counters;
  }

  void expiredAs403(boolean cephDialect) {
    expiredAs403 = cephDialect;
  }

  AwsServiceException expiredToken() {
    if (expiredAs403) {
      return refuse(RefusalKind.EXPIRED_TOKEN, 403, "AccessDenied", "Access Denied");
    }
    return refuse(
        RefusalKind.EXPIRED_TOKEN, 400, "ExpiredToken", "The provided token has expired.");
  }

  AwsServiceException invalidToken() {
    return refuse(
        RefusalKind.INVALID_TOKEN,
        400,
        "InvalidToken",
        "The provided token is malformed or otherwise invalid.");
  }

  AwsServiceException invalidAccessKey() {
    return refuse(
        RefusalKind.INVALID_ACCESS_KEY,
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
  }

  AwsServiceException unauthenticated() {
    return denied(RefusalKind.UNAUTHENTICATED, "the request is not signed");
  }

  AwsServiceException outsideScope(String bucket, String key) {
    return denied(
        RefusalKind.OUTSIDE_SCOPE,
        "s3://" + bucket + '/' + key + " is outside the location these credentials are for");
  }

  AwsServiceException readOnly() {
    return denied(RefusalKind.READ_ONLY, "these credentials allow GetObject and ListBucket only");
  }

  /** Without the right to list a bucket, AWS does not tell a missing key from a forbidden one. */
  AwsServiceException missingKey(String bucket, String key) {
    if (missingKeyIsForbidden) {
      return denied(RefusalKind.MISSING_KEY, "no such key, and a missing key is forbidden here");
    }
    return S3Exceptions.noSuchKey(bucket, key, "The specified key does not exist.");
  }

  /** What the store answers where nothing is wrong with the request; not counted. */
  static AwsServiceException failure(int status) {
    return switch (status) {
      case 403 -> error(status, "AccessDenied", "Access Denied");
      case 404 -> error(status, "NoSuchKey", "The specified key does not exist.");
      case 429, 503 -> error(status, "SlowDown", "Please reduce your request rate.");
      case 504 -> error(status, "GatewayTimeout", "The store was not reached in time.");
      default ->
          status >= 500
              ? error(
                  status, "InternalError", "We encountered an internal error. Please try again.")
              : error(status, "InvalidRequest", "Invalid Request");
    };
  }

  /** Counts what S3Proxy refuses by itself. */
  void count(AwsServiceException thrown) {
    if ("SignatureDoesNotMatch".equals(S3Exceptions.errorCode(thrown))) {
      counters.refused(RefusalKind.INVALID_SIGNATURE);
    }
  }

  private AwsServiceException denied(RefusalKind kind, String why) {
    return refuse(kind, 403, "AccessDenied", "Access Denied: " + why);
  }

  private AwsServiceException refuse(RefusalKind kind, int status, String code, String message) {
    counters.refused(kind);
    return error(status, code, message);
  }

  private static AwsServiceException error(int status, String code, String message) {
    return S3Exception.builder()
        .statusCode(status)
        .message(message)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
