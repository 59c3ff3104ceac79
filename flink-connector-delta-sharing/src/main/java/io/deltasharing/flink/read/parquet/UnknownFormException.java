/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.Serial;

/** A column is stored in a form that is not decoded here, though it may be by others. */
final class UnknownFormException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param form what it is, such that equal forms have equal texts: it is logged once
   */
  UnknownFormException(String form) {
    super(form);
  }
}
