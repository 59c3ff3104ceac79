/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.Serial;
import java.util.List;

/** Declared columns are not those of the table. The message lists each of them. */
public final class SchemaMismatchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems a line for each column that does not fit
   */
  public SchemaMismatchException(String message, List<String> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  /** A line for each column that does not fit. */
  public List<String> problems() {
    return problems;
  }
}
