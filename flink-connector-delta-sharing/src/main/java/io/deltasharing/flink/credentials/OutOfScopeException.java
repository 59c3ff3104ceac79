/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;

/** A table's log names a file outside the table's root and its auxiliary locations. */
public final class OutOfScopeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public OutOfScopeException(String message) {
    super(message);
  }
}
