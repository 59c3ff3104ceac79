/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace();

  @Test
  void isTheGrowthOfTheLastFiveSeconds() {
    assertThat(at(0, 0)).isZero();
    assertThat(at(1, 1000)).isEqualTo(1000);
    assertThat(at(5, 1000)).isEqualTo(200);
    assertThat(at(6, 1010)).isEqualTo(2);
    assertThat(at(11, 1060)).isEqualTo(10);
  }

  private long at(long seconds, long figure) {
    return pace.at(TimeUnit.SECONDS.toNanos(seconds), figure);
  }
}
