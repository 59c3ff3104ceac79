/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import java.io.Serial;

/** A shared table can be reached only in a way that this connector does not go. */
public final class UnsupportedAccessException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnsupportedAccessException(String message) {
    super(message);
  }
}
