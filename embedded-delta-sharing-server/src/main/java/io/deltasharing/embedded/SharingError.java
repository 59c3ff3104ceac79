/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/** An answer of the sharing API that is not a success: status and body as the protocol has them. */
final class SharingError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String errorCode;

  private SharingError(int status, String errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  static SharingError invalidParameter(String message) {
    return new SharingError(400, "INVALID_PARAMETER_VALUE", message);
  }

  static SharingError unsupported(String message) {
    return new SharingError(400, "UNSUPPORTED_OPERATION", message);
  }

  static SharingError unauthenticated(String message) {
    return new SharingError(401, "UNAUTHENTICATED", message);
  }

  static SharingError permissionDenied(String message) {
    return new SharingError(403, "PERMISSION_DENIED", message);
  }

  static SharingError notFound(String message) {
    return new SharingError(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  static SharingError internal(String message) {
    return new SharingError(500, "INTERNAL_ERROR", message);
  }

  /** An error of any status, with the code that servers give to it. */
  static SharingError ofStatus(int status, String message) {
    return switch (status) {
      case 401 -> unauthenticated(message);
      case 403 -> permissionDenied(message);
      case 404 -> notFound(message);
      case 429 -> new SharingError(status, "REQUEST_LIMIT_EXCEEDED", message);
      case 503 -> new SharingError(status, "TEMPORARILY_UNAVAILABLE", message);
      default ->
          new SharingError(
              status, status >= 500 ? "INTERNAL_ERROR" : "INVALID_PARAMETER_VALUE", message);
    };
  }

  int status() {
    return status;
  }

  SharingAnswer answer() {
    return SharingAnswer.json(
        status,
        Json.object().put("errorCode", errorCode).put("message", String.valueOf(getMessage())));
  }
}
