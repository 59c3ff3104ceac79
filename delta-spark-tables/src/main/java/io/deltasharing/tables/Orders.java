/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;

/** The rows of most histories. */
final class Orders {
  static final String COLUMNS = "id BIGINT, label STRING, amount DECIMAL(10, 2)";
  static final String PARTITIONED_COLUMNS = COLUMNS + ", region STRING";

  private static final List<String> REGIONS = List.of("east", "west");

  private Orders() {}

  static TableRow row(long id) {
    return TableRow.of(
        "id", id, "label", "order-" + id, "amount", BigDecimal.valueOf(100 * id + 99, 2));
  }

  /** Rows of consecutive ids. */
  static List<TableRow> rows(long first, int count) {
    return LongStream.range(first, first + count).mapToObj(Orders::row).toList();
  }

  /** Rows of consecutive ids: even ones in the east, odd ones in the west. */
  static List<TableRow> partitioned(long first, int count) {
    return rows(first, count).stream()
        .map(it -> it.with("region", REGIONS.get((int) (it.id() % REGIONS.size()))))
        .toList();
  }

  static TableRow relabelled(TableRow row) {
    return row.with("label", row.get("label") + "*");
  }

  static BigDecimal raised(TableRow row) {
    return ((BigDecimal) row.get("amount")).add(BigDecimal.ONE);
  }
}
