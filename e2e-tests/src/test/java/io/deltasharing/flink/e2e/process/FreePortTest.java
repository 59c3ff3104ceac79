/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void isNoneOfThoseForOutgoingConnections() {
    List<Integer> ports = FreePort.several(50);
    assertThat(ports).hasSize(50).doesNotHaveDuplicates().allMatch(it -> it < 32_768);
  }
}
