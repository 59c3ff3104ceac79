/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.Serial;

/** Declared columns are not those of the table. The message lists each of them. */
public final class SchemaMismatchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  SchemaMismatchException(String message) {
    super(message);
  }
}
