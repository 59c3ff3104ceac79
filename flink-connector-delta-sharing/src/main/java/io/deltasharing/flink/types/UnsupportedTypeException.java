/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.Serial;

/** A column has a Delta type whose values cannot be read. */
public final class UnsupportedTypeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnsupportedTypeException(String deltaType) {
    super("values of the Delta type " + deltaType + " cannot be read");
  }
}
