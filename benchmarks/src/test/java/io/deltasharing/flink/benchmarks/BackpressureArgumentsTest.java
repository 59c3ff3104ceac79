/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BackpressureArgumentsTest {

  @Test
  void readsTheWholeTableUnlessToldOtherwise() {
    assertThat(parse().rows()).isEqualTo(4_000_000);
    assertThat(parse("--rows", "500000").rows()).isEqualTo(500_000);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> parse("--rows")).hasMessage("--rows needs a value");
    assertThatThrownBy(() -> parse("--rows", "few"))
        .hasMessage("--rows takes a number from 500000 on, not 'few'");
    assertThatThrownBy(() -> parse("--rows", "499999"))
        .hasMessage("--rows takes a number from 500000 on, not '499999'");
    assertThatThrownBy(() -> parse("--quick"))
        .hasMessage("--backpressure stands alone or with --rows N, not with '--quick'");
    assertThatThrownBy(() -> parse("--rows", "500000", "--quick"))
        .hasMessage("--backpressure stands alone or with --rows N, not with '--quick'");
  }

  private static BackpressureArguments parse(String... words) {
    return BackpressureArguments.parse(List.of(words));
  }
}
