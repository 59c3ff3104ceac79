/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SabotageTest {

  @ParameterizedTest
  @CsvSource({"NONE, 20, 1", "REFRESH, 20, 1", "DROP, 19, 0", "DOUBLE, 21, 2"})
  void harmsOneRow(Sabotage sabotage, int rows, int tenth) {
    List<Trade> passed = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      sabotage.pass(number, Trade.written(number), passed::add);
    }
    assertThat(passed).hasSize(rows);
    assertThat(passed.stream().filter(it -> it.id() == 10)).hasSize(tenth);
  }
}
