/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.sharing.ClientFixture;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReaderFeaturesTest {

  /** A server refuses a table that needs a feature which it was not told of. */
  @Test
  void theServerIsToldOfAllThatWeHave() throws Exception {
    try (ClientFixture fixture = new ClientFixture()) {
      fixture.server.then(
          200,
          """
          {"protocol":{"minReaderVersion":1}}
          {"metaData":{"id":"7","schemaString":"{}"}}
          """);
      fixture.builder().build().tableMetadata(ClientFixture.TABLE);

      String told = fixture.server.requests().get(0).header("delta-sharing-capabilities");
      String features =
          told.substring(told.indexOf("readerfeatures=") + "readerfeatures=".length());
      assertThat(List.of(features.split(",")))
          .containsExactlyInAnyOrderElementsOf(
              ReaderFeatures.SUPPORTED.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList());
    }
  }
}
