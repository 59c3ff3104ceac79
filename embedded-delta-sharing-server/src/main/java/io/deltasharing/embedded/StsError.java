/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/** A refusal of the STS, with AWS's code. */
final class StsError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private StsError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static StsError of(int status, String code, String message) {
    return new StsError(status, code, message);
  }

  static StsError invalid(String message) {
    return new StsError(400, "ValidationError", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
