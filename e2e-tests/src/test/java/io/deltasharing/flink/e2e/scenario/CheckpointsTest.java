/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path cluster;

  @Test
  void theNewestCompletedIsTheHighestNumberWithMetadata() throws IOException {
    checkpoint("chk-9", true);
    checkpoint("chk-10", true);
    checkpoint("chk-11", false);
    checkpoint("shared", true);

    assertThat(Checkpoints.newest(cluster, "job")).endsWith("/checkpoints/job/chk-10/");
  }

  @Test
  void withoutAnyItSaysWhereItLooked() throws IOException {
    checkpoint("chk-1", false);

    assertThatThrownBy(() -> Checkpoints.newest(cluster, "job"))
        .isInstanceOf(Failure.class)
        .hasMessage("No completed checkpoint in " + cluster.resolve("checkpoints/job"));
  }

  private void checkpoint(String name, boolean completed) throws IOException {
    Path directory = cluster.resolve("checkpoints/job").resolve(name);
    Files.createDirectories(directory);
    if (completed) {
      Files.createFile(directory.resolve("_metadata"));
    }
  }
}
