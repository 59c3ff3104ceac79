/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conditions of which one is enough. Flink hands a list of values over as so many comparisons:
 * those become a list again, which is judged sooner and read more easily.
 */
final class Alternatives {
  private Alternatives() {}

  static Predicate of(List<Predicate> conditions) {
    Map<Column, List<Value>> values = new LinkedHashMap<>();
    List<Predicate> others = new ArrayList<>();
    for (Predicate condition : conditions) {
      if (condition instanceof Predicate.Comparison it && it.operator() == Predicate.Operator.EQ) {
        values.computeIfAbsent(it.column(), column -> new ArrayList<>()).add(it.value());
      } else if (condition instanceof Predicate.In it) {
        values.computeIfAbsent(it.column(), column -> new ArrayList<>()).addAll(it.values());
      } else {
        others.add(condition);
      }
    }
    List<Predicate> all = new ArrayList<>();
    values.forEach(
        (column, of) ->
            all.add(
                of.size() == 1
                    ? new Predicate.Comparison(column, Predicate.Operator.EQ, of.get(0))
                    : new Predicate.In(column, of)));
    all.addAll(others);
    return Predicate.anyOf(all);
  }
}
