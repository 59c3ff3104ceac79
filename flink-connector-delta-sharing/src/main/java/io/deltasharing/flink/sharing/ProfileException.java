/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/**
 * The profile file cannot be read or is not a profile. The message names the file and never quotes
 * it.
 */
public final class ProfileException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  ProfileException(String message) {
    super(message, null);
  }

  ProfileException(String message, Exception cause) {
    super(message, cause);
  }
}
