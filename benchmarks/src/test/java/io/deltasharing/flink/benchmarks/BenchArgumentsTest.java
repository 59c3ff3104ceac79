/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchArgumentsTest {

  @Test
  void measuresAllInSevenRounds() {
    BenchArguments arguments = BenchArguments.parse();
    assertThat(arguments.scenarios()).isEqualTo(Scenarios.all());
    assertThat(arguments.rounds()).isEqualTo(7);
  }

  @Test
  void aQuickRunHasFewerScenariosReadersAndRounds() {
    BenchArguments arguments = BenchArguments.parse("--quick");
    assertThat(arguments.scenarios())
        .hasSizeLessThan(Scenarios.all().size())
        .allMatch(Scenario::isQuick);
    assertThat(arguments.rounds()).isLessThan(7);
    Scenario wide = Scenarios.named("reader-16-columns");
    assertThat(arguments.contenders(wide)).isEqualTo(List.of(Contender.OURS, Contender.FLINK));
  }

  @Test
  void readersThatNoTargetIsAboutReadThreeTimesAtMost() {
    Scenario wide = Scenarios.named("reader-16-columns");
    BenchArguments whole = BenchArguments.parse();
    assertThat(wide.contenders().stream().map(it -> whole.rounds(wide, it)))
        .containsExactly(7, 7, 3, 3, 3);
    BenchArguments brief = BenchArguments.parse("--rounds", "2");
    assertThat(wide.contenders().stream().map(it -> brief.rounds(wide, it))).containsOnly(2);
  }

  @Test
  void measuresWhatIsNamed() {
    BenchArguments arguments =
        BenchArguments.parse(
            "--scenario", "sql-filter", "--rounds", "2", "--scenario", "reader-s3");
    assertThat(arguments.scenarios().stream().map(Scenario::name))
        .containsExactly("sql-filter", "reader-s3");
    assertThat(arguments.rounds()).isEqualTo(2);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> BenchArguments.parse("--fast"))
        .hasMessage("unknown option '--fast'; see --help");
    assertThatThrownBy(() -> BenchArguments.parse("--rounds", "none"))
        .hasMessage("--rounds takes a number from 1 on, not 'none'");
    assertThatThrownBy(() -> BenchArguments.parse("--scenario"))
        .hasMessage("--scenario needs a value");
    assertThatThrownBy(() -> BenchArguments.parse("--scenario", "x"))
        .hasMessageStartingWith("there is no scenario 'x'; there are reader-1-column, ");
  }
}
