/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CephScriptsTest {

  @TempDir Path directory;

  @Test
  void tellWhyTheyFailed() throws IOException {
    write("echo said $1; echo and why; exit 3");
    Path log = directory.resolve("log");
    assertThatThrownBy(() -> new CephScripts(directory, log).run("start", List.of("this")))
        .isInstanceOf(Failure.class)
        .hasMessage(
            directory.resolve("start")
                + " this ended with status 3: and why; its output is in "
                + log);
    assertThat(log).hasContent("said this\nand why");
  }

  @Test
  void areWaitedFor() throws IOException {
    write("echo done");
    Path log = directory.resolve("log");
    new CephScripts(directory, log).run("start", List.of());
    assertThat(log).hasContent("done");
  }

  private void write(String script) throws IOException {
    Path file = Files.writeString(directory.resolve("start"), "#!/bin/sh\n" + script + '\n');
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
