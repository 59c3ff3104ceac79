/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.benchmarks.Contender;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersionsTest {
  @ParameterizedTest
  @EnumSource(Contender.class)
  void everyReaderHasOne(Contender contender) throws IOException {
    assertThat(Versions.load().of(contender)).matches("\\d+(\\.\\d+)+.*");
  }
}
