/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One of the programs as bin/example or bin/quickstart starts it, in a JVM of its own. */
final class ExampleProcess implements AutoCloseable {

  // Longer than any run takes; what hangs is killed, which ends every waiting for its output.
  private static final int PATIENCE_SECONDS = 150;

  private final Process process;
  private final BufferedReader output;
  private final Path errors;

  private ExampleProcess(Process process, Path errors) {
    this.process = process;
    this.output = process.inputReader();
    this.errors = errors;
  }

  /**
   * Starts it.
   *
   * @param directory for what it leaves, and for the noticeboard
   */
  static ExampleProcess start(Class<?> program, Path directory, String... arguments)
      throws IOException {
    Path errors = Files.createTempFile(directory, "errors", "");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + Path.of("target", "classes", "quickstart.jvm").toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Dquickstart.noticeboard=" + directory.resolve("noticeboard"));
    command.add(
        "-Dlog.file=" + Path.of("target", program.getSimpleName() + "-it.log").toAbsolutePath());
    // Test classes run side by side.
    command.add("-D" + LocalFlink.USUAL_PORT + "=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    return new ExampleProcess(process, errors);
  }

  /** Reads on until a line has been printed that matches; a line is read only once. */
  void awaitLine(String pattern) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = "";
    while (!line.matches(pattern)) {
      String next = output.readLine();
      assertThat(next).as("next line after %s, errors %s", lines, errors()).isNotNull();
      line = Objects.requireNonNull(next);
      lines.add(line);
    }
  }

  /** Asks it to end, as Ctrl-C does through bin/example. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** As kill does, and Ctrl-C through bin/quickstart. */
  void terminate() {
    // Process.destroy would close the output as well
    process.toHandle().destroy();
  }

  /** Waits for the end and returns its status. */
  int status() throws InterruptedException {
    // what nobody reads would hold it up
    output.lines().forEach(line -> {});
    return process.waitFor();
  }

  List<String> errors() throws IOException {
    return Files.readAllLines(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
