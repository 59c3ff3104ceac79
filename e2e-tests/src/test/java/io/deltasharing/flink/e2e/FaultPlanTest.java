/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.e2e.scenario.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  @Test
  void isCompleteOnceEachKindCameTwice() {
    FaultPlan plan = new FaultPlan(1);
    List<Fault> faults = untilComplete(plan);

    assertThat(faults).hasSize(2 * Fault.values().length);
    for (Fault fault : Fault.values()) {
      assertThat(Collections.frequency(faults, fault)).as("%s", fault).isEqualTo(2);
    }
  }

  @Test
  void theSeedDecidesTheOrder() {
    List<Fault> faults = untilComplete(new FaultPlan(7));

    assertThat(untilComplete(new FaultPlan(7))).isEqualTo(faults);
    assertThat(untilComplete(new FaultPlan(8))).isNotEqualTo(faults);
  }

  private static List<Fault> untilComplete(FaultPlan plan) {
    List<Fault> faults = new ArrayList<>();
    while (!plan.isComplete()) {
      faults.add(plan.next());
    }
    return faults;
  }
}
