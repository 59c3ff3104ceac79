/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/** The table does not offer the access mode that was asked for. */
public final class AccessModeException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  AccessModeException(String message) {
    super(message, null);
  }
}
