/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two terminals: {@code bin/quickstart --serve} in the one, {@code bin/example} in the other. */
class ServeITCase {

  private static final int SIGTERM_STATUS = 143;

  @TempDir Path directory;

  @Test
  void sharesWithAnotherProcessUntilItIsTold() throws Exception {
    Path noticeboard = directory.resolve("noticeboard");
    Path profile = noticeboard.resolve("config.share");
    try (ExampleProcess serve =
        ExampleProcess.start(
            QuickStart.class, directory, "--serve", "--credential-lifetime", "3s")) {
      serve.awaitLine("  bin/example explore");
      assertThat(Files.getPosixFilePermissions(profile))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      try (ExampleProcess prices = ExampleProcess.start(Example.class, directory, "prices")) {
        prices.awaitLine("ACME  trades [0-9]+  lowest 10\\.0000 .*");
        prices.endInput();
        assertThat(prices.status()).as("errors %s", prices.errors()).isZero();
      }
      serve.awaitLine("credential #1 vended, table at [0-9]+ rows");
      serve.terminate();
      assertThat(serve.status()).isEqualTo(SIGTERM_STATUS);
      assertThat(serve.errors()).isEmpty();
    }
    assertThat(noticeboard).isDirectoryNotContaining(it -> !it.endsWith("lock"));
  }
}
