/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.read.FieldPaths;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class PrunedColumnsTest {
  private static final RowType COLUMNS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD(
                      "s",
                      DataTypes.ROW(
                          DataTypes.FIELD("a", DataTypes.INT().notNull()),
                          DataTypes.FIELD(
                              "b",
                              DataTypes.ROW(
                                  DataTypes.FIELD("x", DataTypes.STRING()),
                                  DataTypes.FIELD("y", DataTypes.DOUBLE()))),
                          DataTypes.FIELD("c", DataTypes.ARRAY(DataTypes.INT())))),
                  DataTypes.FIELD("t", DataTypes.DATE()))
              .notNull()
              .getLogicalType();

  @Test
  void readsTheFieldsThatAreNeededAlone() {
    PrunedColumns pruned =
        PrunedColumns.of(COLUMNS, List.of(List.of(2), List.of(1, 1, 1), List.of(1, 0)));

    assertThat(pruned.columns())
        .hasToString("ROW<`t` DATE, `s` ROW<`b` ROW<`y` DOUBLE>, `a` INT NOT NULL>> NOT NULL");
    assertThat(pruned.produced())
        .isEqualTo(new FieldPaths(List.of(List.of(0), List.of(1, 0, 0), List.of(1, 1))));
    assertThat(pruned.produced().of(pruned.columns()))
        .as("what lies in a struct that may be null may be null")
        .hasToString("ROW<`t` DATE, `s_b_y` DOUBLE, `s_a` INT> NOT NULL");
  }

  @Test
  void aStructThatIsNeededItselfIsWhole() {
    PrunedColumns pruned =
        PrunedColumns.of(COLUMNS, List.of(List.of(1, 1), List.of(1, 1, 0), List.of(1, 2)));

    assertThat(pruned.columns())
        .hasToString("ROW<`s` ROW<`b` ROW<`x` STRING, `y` DOUBLE>, `c` ARRAY<INT>>> NOT NULL");
    assertThat(pruned.produced())
        .isEqualTo(new FieldPaths(List.of(List.of(0, 0), List.of(0, 0, 0), List.of(0, 1))));
  }

  @Test
  void wholeColumnsAreProducedAsTheyAreRead() {
    PrunedColumns pruned = PrunedColumns.of(COLUMNS, List.of(List.of(2), List.of(0)));

    assertThat(pruned.columns()).hasToString("ROW<`t` DATE, `id` BIGINT NOT NULL> NOT NULL");
    assertThat(pruned.produced().areAll(2)).isTrue();
  }

  @Test
  void nothingMayBeNeeded() {
    PrunedColumns pruned = PrunedColumns.of(COLUMNS, List.of());

    assertThat(pruned.columns().getFieldCount()).isZero();
    assertThat(pruned.produced().areAll(0)).isTrue();
  }
}
