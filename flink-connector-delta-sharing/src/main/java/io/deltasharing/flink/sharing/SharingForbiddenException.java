/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/**
 * 403: the recipient may not have what it asked for. Fatal; after a success it means revocation.
 */
public final class SharingForbiddenException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  SharingForbiddenException(String message) {
    super(message, null);
  }
}
