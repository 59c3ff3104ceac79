/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDeltaSharingExtensionITCase {

  @RegisterExtension
  static final EmbeddedDeltaSharingExtension SHARING =
      EmbeddedDeltaSharingExtension.of(
          b -> b.credentialLifetime(Duration.ofSeconds(5)).bearerToken("known"));

  @Test
  void handsOutTheRunningServer(EmbeddedDeltaSharingServer server, @TempDir Path directory)
      throws IOException, InterruptedException {
    assertThat(server).isSameAs(SHARING.server());
    assertThat(server.bearerToken()).isEqualTo("known");
    TradesTable.create(directory);
    server.share(SharedTable.of("s.c.t", directory));
    assertThat(SharingClient.of(server).vend("s.c.t").sessionToken()).isNotBlank();
  }

  @Test
  void explainsThatNoServerRuns() {
    EmbeddedDeltaSharingExtension idle = EmbeddedDeltaSharingExtension.of(b -> {});
    assertThatThrownBy(idle::server).hasMessageContaining("static field");
  }
}
