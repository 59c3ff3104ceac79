/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/** The server could not be started; the message says why and what to do. */
public final class ServerStartException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
