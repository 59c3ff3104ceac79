/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T09:05:07Z, 'Sun, 01 Mar 2026 09:05:07 GMT', 'Sun, 01 Mar 2026 09:05:07 GMT'",
    "2026-03-01T09:05:07.001Z, 'Sun, 01 Mar 2026 09:05:07 GMT', 'Sun, 01 Mar 2026 09:05:08 GMT'",
    "2026-12-31T23:59:59.999Z, 'Thu, 31 Dec 2026 23:59:59 GMT', 'Fri, 01 Jan 2027 00:00:00 GMT'"
  })
  void isCutOrRoundedUpToTheSecond(Instant moment, String cut, String roundedUp) {
    assertThat(HttpDate.of(moment)).isEqualTo(cut);
    assertThat(HttpDate.notBefore(moment)).isEqualTo(roundedUp);
  }
}
