/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.nio.file.AccessDeniedException;
import java.util.Set;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a store's "no" can mean, told from the exceptions of S3A and of the SDK. */
enum StorageRefusal {
  /** Not a matter of credentials. */
  NONE,
  /** The store said that the token is no longer, or never was, good. */
  EXPIRED,
  /** 403: expired on some stores, missing under common policies, or forbidden. */
  DENIED;

  private static final Set<String> TOKEN_CODES =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "TokenRefreshRequired",
          "InvalidAccessKeyId");

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** The store's own answer says more than what S3A makes of it. */
  static StorageRefusal of(Throwable failure) {
    StorageRefusal translated = NONE;
    for (Throwable t = failure; t != null; t = causeOf(t)) {
      if (t instanceof AwsServiceException service) {
        return ofService(service);
      }
      if (translated == NONE) {
        translated = ofTranslation(t);
      }
    }
    return translated;
  }

  private static StorageRefusal ofTranslation(Throwable failure) {
    if (failure instanceof AWSBadRequestException) {
      return EXPIRED;
    }
    return failure instanceof AccessDeniedException ? DENIED : NONE;
  }

  private static StorageRefusal ofService(AwsServiceException failure) {
    String code = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
    if (code != null && TOKEN_CODES.contains(code)) {
      return EXPIRED;
    }
    return switch (failure.statusCode()) {
      case UNAUTHORIZED -> EXPIRED;
      // The error of a HEAD has no body, so no code either.
      case BAD_REQUEST -> code == null || code.isEmpty() ? EXPIRED : NONE;
      case FORBIDDEN -> DENIED;
      default -> NONE;
    };
  }

  private static @Nullable Throwable causeOf(Throwable failure) {
    return failure.getCause() == failure ? null : failure.getCause();
  }
}
