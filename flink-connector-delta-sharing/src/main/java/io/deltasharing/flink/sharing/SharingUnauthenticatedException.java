/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/**
 * 401 with a token that was just read afresh from the profile: wrong, expired or revoked. Fatal.
 */
public final class SharingUnauthenticatedException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  SharingUnauthenticatedException(String message) {
    super(message, null);
  }
}
