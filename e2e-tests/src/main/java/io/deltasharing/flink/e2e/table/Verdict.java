/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.table;

/**
 * What arrived against what was committed.
 *
 * @param rows that arrived, each counted once
 * @param lost committed and not arrived
 * @param doubled arrived once more than they should
 * @param wrong with other values than committed, or never committed
 */
public record Verdict(long rows, long lost, long doubled, long wrong) {

  public boolean isClean() {
    return lost == 0 && doubled == 0 && wrong == 0;
  }

  @Override
  public String toString() {
    return "rows=" + rows + " lost=" + lost + " doubled=" + doubled + " wrong=" + wrong;
  }
}
