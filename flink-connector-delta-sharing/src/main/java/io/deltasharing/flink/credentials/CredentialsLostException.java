/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;

/**
 * No credentials for a location any more, and no sense in waiting: revoked, or out for longer than
 * the grace.
 */
public final class CredentialsLostException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CredentialsLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
