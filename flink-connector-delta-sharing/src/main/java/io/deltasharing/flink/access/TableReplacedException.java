/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import java.io.Serial;

/** Another table answers to the shared name than when the job started, or it lies elsewhere. */
public final class TableReplacedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  TableReplacedException(String message) {
    super(message);
  }
}
