/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.Serial;

/** The store refuses an object, and a newer credential does not help. */
public final class AccessRefusedException extends LastingStorageException {
  @Serial private static final long serialVersionUID = 1L;

  AccessRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
