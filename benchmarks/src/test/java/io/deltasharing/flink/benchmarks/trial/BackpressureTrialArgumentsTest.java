/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.data.Tables;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BackpressureTrialArgumentsTest {

  @Test
  void areReadAsTheyWereWritten() {
    BackpressureTrialArguments arguments =
        new BackpressureTrialArguments(
            Contender.FLINK, Link.EXCHANGED, Tables.in(Path.of("data"), 500_000));
    assertThat(BackpressureTrialArguments.parse(arguments.words().toArray(String[]::new)))
        .isEqualTo(arguments);
  }
}
