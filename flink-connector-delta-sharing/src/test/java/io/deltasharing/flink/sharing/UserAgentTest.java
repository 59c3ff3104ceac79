/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserAgentTest {
  @Test
  void namesThreeVersions() {
    assertThat(new UserAgent("0.1.0-SNAPSHOT", "2.1.0", "17.0.15+6").header())
        .isEqualTo("flink-connector-delta-sharing/0.1.0-SNAPSHOT Flink/2.1.0 Java/17.0.15+6");
  }

  @Test
  void replacesWhatAHeaderMustNotHold() {
    assertThat(new UserAgent("1\r\nX: y", "<unknown>", "17 (x)").header())
        .isEqualTo("flink-connector-delta-sharing/1__X__y Flink/_unknown_ Java/17__x_");
  }
}
