/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.function.Consumer;

/** What a check breaks on purpose, to show that it would notice. */
enum Sabotage {
  NONE,
  /** The server vends no more credentials once the first row is here. */
  REFRESH,
  /** One row gets lost between source and tally. */
  DROP,
  /** One row comes twice. */
  DOUBLE;

  private static final long VICTIM = 10;

  /**
   * Hands a row on.
   *
   * @param number the row's, counted from 1
   */
  void pass(long number, Trade row, Consumer<Trade> next) {
    boolean victim = number == VICTIM;
    if (!(victim && this == DROP)) {
      next.accept(row);
    }
    if (victim && this == DOUBLE) {
      next.accept(row);
    }
  }
}
