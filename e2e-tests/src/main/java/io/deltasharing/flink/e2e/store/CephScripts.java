/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripts that start and stop Ceph.
 *
 * @param directory where they are
 * @param log what they print is appended to it
 */
record CephScripts(Path directory, Path log) {

  /** Returns when the script has done what it is for; it has a time limit of its own. */
  void run(String script, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(directory.resolve(script).toAbsolutePath().toString());
    command.addAll(arguments);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start()
              .waitFor();
      if (status != 0) {
        throw new Failure(
            String.join(" ", command)
                + " ended with status "
                + status
                + ": "
                + lastLine()
                + "; its output is in "
                + log);
      }
    } catch (IOException e) {
      throw new Failure(String.join(" ", command) + " cannot be run", e);
    } catch (InterruptedException e) {
      throw Failure.interrupted(String.join(" ", command), e);
    }
  }

  private String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }
}
