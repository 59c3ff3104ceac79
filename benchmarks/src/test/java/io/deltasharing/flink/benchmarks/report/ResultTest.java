/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.Scenario;
import io.deltasharing.flink.benchmarks.Scenarios;
import io.deltasharing.flink.benchmarks.trial.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final Scenario WIDE = Scenarios.named("reader-16-columns");
  private static final Scenario REMOTE = Scenarios.named("reader-s3");
  private static final Scenario DELETED = Scenarios.named("reader-deletion-vectors");
  private static final FileLayout LAYOUT = new FileLayout(4, 12);

  @Test
  void figuresAreMedians() {
    assertThat(Figures.median(9, 1, 2)).isEqualTo(2);
    assertThat(Figures.median(9, 1, 2, 3)).isEqualTo(2.5);
  }

  @Test
  void theWorseOfWallAndCpuDecides() throws ChecksumException {
    Result result =
        result(WIDE, Contender.OURS, measured(100, 50, 7), Contender.FLINK, measured(190, 85, 7));
    assertThat(result.verdicts())
        .containsExactly(new Verdict("at least 1.8 times as fast", 1.7, false));
  }

  @Test
  void timeIsHeldAgainstTheRowsThatComeOut() throws ChecksumException {
    Result result =
        result(
            DELETED,
            Contender.OURS,
            new Measurement(90, 90, 900, 1, 0, 1),
            Contender.OURS_UNDELETED,
            new Measurement(100, 100, 1000, 2, 0, 1));
    assertThat(result.verdicts())
        .containsExactly(new Verdict("at most 1.3 times the time per row", 1, true));
  }

  @Test
  void requestsAreHeldAgainstRowGroups() throws ChecksumException {
    Result result =
        result(
            REMOTE,
            Contender.OURS_S3,
            new Measurement(900, 120, 1, 7, 24, 1),
            Contender.OURS,
            measured(100, 100, 7));
    assertThat(result.verdicts())
        .containsExactly(
            new Verdict("at most 1.3 times the CPU time", 1.2, true),
            new Verdict("at most 5 GETs per file", 6, false));
  }

  @Test
  void otherSumsAreAnError() {
    assertThatThrownBy(
            () ->
                result(WIDE, Contender.OURS, measured(1, 1, 7), Contender.FLINK, measured(1, 1, 8)))
        .isInstanceOf(ChecksumException.class)
        .hasMessage("reader-16-columns: Flink read 1 rows with sum 8, not 1 rows with sum 7");
  }

  @Test
  void tablesSayWhetherTargetsWereMet() throws Exception {
    Result result =
        result(WIDE, Contender.OURS, measured(100, 50, 7), Contender.FLINK, measured(190, 85, 7));
    assertThat(TextTable.of(List.of(result)))
        .contains("reader-16-columns", "at least 1.8 times as fast: 1.70, NOT met");
    assertThat(MarkdownTable.of(List.of(result), Machine.here(), Versions.load()))
        .contains(
            "| `reader-16-columns` | 100, 50 | Flink: 190, 85 | 1.90 | 1.70 | at least 1.8 times as"
                + " fast: 1.70, **not met** |")
        .contains("Measured with Flink 2.3.0;");
  }

  private static Measurement measured(double wall, double cpu, long sum) {
    return new Measurement(wall, cpu, 1, sum, 0, 1);
  }

  private static Result result(
      Scenario scenario, Contender a, Measurement ofA, Contender b, Measurement ofB)
      throws ChecksumException {
    Map<Contender, List<Measurement>> measured = new java.util.EnumMap<>(Contender.class);
    measured.put(a, List.of(ofA));
    measured.put(b, List.of(ofB));
    return Result.of(scenario, List.of(a, b), measured, LAYOUT);
  }
}
