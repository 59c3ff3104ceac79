/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A table's log holds, or no longer holds, something that makes going on impossible. Trying again
 * does not help.
 */
public final class PlanningException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public PlanningException(String message) {
    this(message, null);
  }

  public PlanningException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
