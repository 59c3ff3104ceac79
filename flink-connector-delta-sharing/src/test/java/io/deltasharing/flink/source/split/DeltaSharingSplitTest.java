/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeltaSharingSplitTest {

  @Test
  void isNamedAfterItsPlaceInTheTablesHistory() {
    assertThat(SplitOrigin.snapshot(12, 3).id()).isEqualTo("s12-3");
    assertThat(SplitOrigin.commit(12, 3).id()).isEqualTo("c12-3");
    assertThat(Splits.ofCommit(4, 0).splitId()).isEqualTo("c4-0");
  }

  @Test
  void isPrintedWithoutPartitionValues() {
    DeltaSharingSplit split =
        new DeltaSharingSplit(
            SplitOrigin.snapshot(1, 2), Splits.partitioned("1.parquet", "iban", "DE02"), 42);
    assertThat(split).hasToString("DeltaSharingSplit[s1-2 1.parquet from row 42]");
  }

  @Test
  void hasNoNegativePosition() {
    assertThatThrownBy(() -> Splits.ofCommit(1, 0).at(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row index is not negative: -1");
  }

  @Test
  void stateKeepsThePositionOnly() {
    DeltaSharingSplitState state = new DeltaSharingSplitState(Splits.ofCommit(1, 0).at(3));
    assertThat(state.toSplit()).isEqualTo(Splits.ofCommit(1, 0).at(3));
    state.advanceTo(8);
    assertThat(state.toSplit()).isEqualTo(Splits.ofCommit(1, 0).at(8));
  }
}
