/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "responseformat=delta|true",
        "ResponseFormat=Parquet,DELTA|true",
        "readerfeatures=deletionvectors;responseformat=delta, parquet|true",
        "responseformat=parquet|false",
        "readerfeatures=delta|false",
        "nonsense|false",
        "|false"
      })
  void findsTheOfferedFormats(String header, boolean offersDelta) {
    assertThat(Capabilities.parse(Optional.ofNullable(header)).offersDelta())
        .isEqualTo(offersDelta);
  }
}
