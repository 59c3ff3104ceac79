/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenariosTest {

  @Test
  void eachHasANameOfItsOwnAndATarget() {
    assertThat(Scenarios.all().stream().map(Scenario::name)).doesNotHaveDuplicates();
    assertThat(Scenarios.all()).allSatisfy(it -> assertThat(it.targets()).isNotEmpty());
  }

  @Test
  void allOfTheIssuesTargetsStandThere() {
    assertThat(Scenarios.all().stream().flatMap(it -> it.targets().stream()))
        .contains(
            new Target.TimesAsFast(1.8),
            new Target.TimesAsFast(1.5),
            new Target.TimesAsFast(1.6),
            new Target.TimesAsFast(1.2),
            new Target.TimesAsFast(1.7),
            new Target.TimesAsFast(1.3),
            new Target.TimesAsFast(3),
            new Target.TimesAsFast(5),
            new Target.TimePerRow(1.3),
            new Target.Cpu(1.3),
            new Target.RequestsPerFile(2));
  }
}
