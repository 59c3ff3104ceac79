/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeltaSharingSplitTest {
  private static final DeltaSharingSplit THREE =
      new DeltaSharingSplit(
          Stream.of(Splits.ofCommit(4, 0), Splits.ofCommit(4, 1), Splits.ofCommit(5, 0))
              .map(it -> it.files().get(0))
              .toList(),
          0);

  @Test
  void isNamedAfterItsPlaceInTheTablesHistory() {
    assertThat(SplitOrigin.snapshot(12, 3).id()).isEqualTo("s12-3");
    assertThat(SplitOrigin.commit(12, 3).id()).isEqualTo("c12-3");
    assertThat(Splits.ofCommit(4, 0).splitId()).isEqualTo("c4-0");
  }

  @Test
  void isPrintedWithoutPartitionValues() {
    DeltaSharingSplit split =
        Splits.of(SplitOrigin.snapshot(1, 2), Splits.partitioned("1.parquet", "iban", "DE02"), 42);
    assertThat(split).hasToString("DeltaSharingSplit[s1-2 1.parquet from row 42]");
    assertThat(THREE.at(1, 5))
        .hasToString("DeltaSharingSplit[c4-1 c4-1.parquet from row 5 and 1 more files to c5-0]");
  }

  @Test
  void hasNoNegativePosition() {
    assertThatThrownBy(() -> Splits.ofCommit(1, 0).at(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row index is not negative: -1");
  }

  @Test
  void hasAFile() {
    assertThatThrownBy(() -> new DeltaSharingSplit(List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a split has one file at least");
  }

  @Test
  void keepsItsNameWhileItsFilesAreRead() {
    assertThat(THREE.splitId()).isEqualTo("c5-0");
    assertThat(THREE.at(2, 7).splitId()).isEqualTo("c5-0");
  }

  @Test
  void stateKeepsWhatIsLeft() {
    DeltaSharingSplitState state = new DeltaSharingSplitState(THREE.at(0, 3));
    assertThat(state.toSplit()).isEqualTo(THREE.at(0, 3));
    state.advanceTo(0, 9);
    assertThat(state.toSplit()).isEqualTo(THREE.at(0, 9));
    // A file whose rows were all deleted lies between.
    state.advanceTo(2, 2);
    assertThat(state.toSplit()).isEqualTo(THREE.at(2, 2));
  }

  @Test
  void knowsItsOldestTimeIfEachFileDoes() {
    SplitFile at30 = new SplitFile(SplitOrigin.commit(5, 0), 0, Splits.file("a").from(30));
    SplitFile at10 = new SplitFile(SplitOrigin.commit(5, 1), 0, Splits.file("b").from(10));
    assertThat(new DeltaSharingSplit(List.of(at30, at10), 0).earliest()).isEqualTo(10);
    assertThat(new DeltaSharingSplit(List.of(at30, THREE.files().get(0)), 0).earliest())
        .isEqualTo(Long.MIN_VALUE);
  }
}
