/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.e2e.scenario.Installation;
import io.deltasharing.flink.e2e.scenario.Scenario;
import io.deltasharing.flink.e2e.scenario.Scenarios;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndToEndArgumentsTest {

  @Test
  void withoutAnyAllIsPlayedOnTheOldestFlink() throws UsageException {
    EndToEndArguments arguments = EndToEndArguments.parse(List.of());

    assertThat(arguments.flink()).isEqualTo("1.20.0");
    assertThat(arguments.store()).isEqualTo(StoreKind.EMBEDDED);
    assertThat(arguments.installations()).containsExactly(Installation.LIB, Installation.USER_JAR);
    assertThat(arguments.scenarios()).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void scenariosKeepTheirOrder() throws UsageException {
    EndToEndArguments arguments =
        EndToEndArguments.parse(
            List.of(
                "--scenario", "batch-query,steady-stream", "--store", "ceph", "--install", "lib"));

    assertThat(arguments.scenarios())
        .extracting(Scenario::name)
        .containsExactly("steady-stream", "batch-query");
    assertThat(arguments.store()).isEqualTo(StoreKind.CEPH);
    assertThat(arguments.installations()).containsExactly(Installation.LIB);
  }

  @Test
  void scenariosHaveDifferentNamesAndTables() {
    assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
    assertThat(Scenarios.all()).flatExtracting(Scenario::tables).doesNotHaveDuplicates();
  }

  @Test
  void wrongCallsAreSaidInWords() {
    assertWrong("Unknown option '--flunk'", "--flunk", "1");
    assertWrong("--flink needs a value", "--flink");
    assertWrong("--store is embedded or ceph, not 'minio'", "--store", "minio");
    assertWrong("--install is lib, user-jar or both, not 'usrlib'", "--install", "usrlib");
    assertThatThrownBy(() -> EndToEndArguments.parse(List.of("--scenario", "nap")))
        .hasMessageStartingWith("No scenario 'nap'; there are [steady-stream, ");
  }

  @Test
  void theSoakDrawsASeedUnlessItIsGiven() throws UsageException {
    assertThat(SoakArguments.parse(List.of(), new Random(1)).seed())
        .isEqualTo(SoakArguments.parse(List.of(), new Random(1)).seed())
        .isNotEqualTo(SoakArguments.parse(List.of(), new Random(2)).seed());
    assertThat(SoakArguments.parse(List.of("--seed", "5", "--minutes", "3"), new Random()))
        .isEqualTo(new SoakArguments("1.20.0", StoreKind.EMBEDDED, 3, 5));
    assertThatThrownBy(() -> SoakArguments.parse(List.of("--minutes", "0"), new Random()))
        .hasMessage("--minutes takes a whole number from 1, not '0'");
  }

  private static void assertWrong(String message, String... arguments) {
    assertThatThrownBy(() -> EndToEndArguments.parse(List.of(arguments)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
