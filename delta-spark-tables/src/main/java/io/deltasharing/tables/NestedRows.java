/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows whose nested values are null, empty or full at one level after the other. */
final class NestedRows {
  private NestedRows() {}

  static List<TableRow> all() {
    List<Object> structs =
        Arrays.asList(
            null,
            struct(null, null),
            struct(1, inner(null, null)),
            struct(2, inner("", List.of())),
            struct(3, inner("b", Arrays.asList(null, 1, null))),
            struct(null, inner("c", List.of(1, 2, 3))));
    List<Object> lists =
        Arrays.asList(
            null,
            List.of(),
            Arrays.asList((Object) null),
            List.of(List.of()),
            Arrays.asList(List.of("x", "y"), null, Arrays.asList(null, "z"), List.of()),
            List.of(List.of("last")));
    List<Object> listsOfStructs =
        Arrays.asList(
            null,
            List.of(),
            Arrays.asList(null, entry(null, null)),
            List.of(entry("k", Map.of())),
            List.of(entry("k", map("m", null)), entry("l", map("m", 1, "n", 2))),
            Arrays.asList(entry(null, map("o", 3)), null));
    List<Object> maps =
        Arrays.asList(
            null,
            Map.of(),
            map("a", null),
            map("a", List.of()),
            map("a", Arrays.asList(new BigDecimal("1.50"), null), "b", null),
            map("c", List.of(new BigDecimal("-999999999999999999.99"))));
    List<Object> mapsOfMaps =
        Arrays.asList(
            null,
            Map.of(),
            map(1, null),
            map(1, Map.of()),
            map(1, map("x", null, "y", TableRow.of("x", null))),
            map(-1, map("z", TableRow.of("x", Double.NaN)), 2, map("z", TableRow.of("x", 0.1))));
    return combined(structs, lists, listsOfStructs, maps, mapsOfMaps);
  }

  /** Each column begins at another of its values, so that nulls do not always come together. */
  private static List<TableRow> combined(
      List<Object> s, List<Object> ll, List<Object> ls, List<Object> ml, List<Object> mm) {
    List<TableRow> rows = new ArrayList<>();
    for (int i = 0; i < 2 * s.size(); i++) {
      int turn = i < s.size() ? 0 : 1;
      rows.add(
          TableRow.of(
              "id", (long) i,
              "s", at(s, i),
              "ll", at(ll, i + turn),
              "ls", at(ls, i + 2 * turn),
              "ml", at(ml, i + 3 * turn),
              "mm", at(mm, i + 4 * turn)));
    }
    return rows;
  }

  private static Object at(List<Object> values, int index) {
    return values.get(index % values.size());
  }

  private static TableRow struct(Integer a, TableRow s) {
    return TableRow.of("a", a, "s", s);
  }

  private static TableRow inner(String b, List<Integer> l) {
    return TableRow.of("b", b, "l", l);
  }

  private static TableRow entry(String k, Map<?, ?> m) {
    return TableRow.of("k", k, "m", m);
  }

  private static Map<Object, Object> map(Object... keysAndValues) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
