/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns whose statistics are wanted, as a tree of physical names. */
final class StatisticsColumns {
  private final Map<String, StatisticsColumns> fields = new HashMap<>();
  private int number = -1;

  /**
   * The columns of some paths.
   *
   * @param paths physical names from the top; the n-th gets number n
   */
  static StatisticsColumns of(List<List<String>> paths) {
    StatisticsColumns top = new StatisticsColumns();
    for (int i = 0; i < paths.size(); i++) {
      StatisticsColumns at = top;
      for (String name : paths.get(i)) {
        at = at.fields.computeIfAbsent(name, it -> new StatisticsColumns());
      }
      at.number = i;
    }
    return top;
  }

  /** Null if nothing below a field is wanted. */
  @Nullable StatisticsColumns field(String name) {
    return fields.get(name);
  }

  /** Negative if it is only on the way to others. */
  int number() {
    return number;
  }
}
