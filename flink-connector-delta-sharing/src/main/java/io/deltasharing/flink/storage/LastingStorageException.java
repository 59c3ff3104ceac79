/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Storage says no, and will say so again: reading the same object once more does not help. */
public abstract sealed class LastingStorageException extends IOException
    permits AccessRefusedException, ObjectTooLargeException, UnsupportedStorageException {
  @Serial private static final long serialVersionUID = 1L;

  LastingStorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
