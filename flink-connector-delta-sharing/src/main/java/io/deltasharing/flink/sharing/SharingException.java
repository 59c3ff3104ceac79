/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Anything that goes wrong between us and a sharing server. The subclass says what can be done
 * about it; only {@link SharingUnavailableException} may pass by itself. Messages name the server,
 * the object asked for and a remedy, and never hold a token or a query string.
 */
public abstract sealed class SharingException extends RuntimeException
    permits AccessModeException,
        ProfileException,
        SharingForbiddenException,
        SharingNotFoundException,
        SharingProtocolException,
        SharingRequestException,
        SharingUnauthenticatedException,
        SharingUnavailableException {
  @Serial private static final long serialVersionUID = 1L;

  SharingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
