/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a program's {@code main} in a JVM that sees the given class path and nothing else. */
final class ForkedJvm {
  private static final long SECONDS = 120;

  private final Path directory;
  private final List<Path> classPath;
  private String logLevel = "WARN";

  /**
   * A JVM yet to start.
   *
   * @param directory for its output, its temporary files and {@link #log()}
   */
  ForkedJvm(Path directory, List<Path> classPath) {
    this.directory = directory;
    this.classPath = List.copyOf(classPath);
  }

  /**
   * Runs the program to its end.
   *
   * @return what it printed
   * @throws AssertionError with what it printed, if it failed or did not end within two minutes
   */
  List<String> run(Class<?> program, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command(program, arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            program + " did not end within " + SECONDS + " s:\n" + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(program + " failed:\n" + Files.readString(output));
    }
    return Files.readAllLines(output);
  }

  /** Has it log more, or less, than warnings. */
  ForkedJvm logging(String level) {
    logLevel = level;
    return this;
  }

  /** All that it logged. */
  Path log() {
    return directory.resolve("everything.log");
  }

  private List<String> command(Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.addAll(
        List.of(Objects.requireNonNull(System.getProperty("flink.jvm.openings")).split(" ")));
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Dlog.file=" + log());
    command.add("-Dlog.level=" + logLevel);
    command.add(
        "-Dlog4j2.configurationFile="
            + Installation.programs().resolve("program-log4j2.properties"));
    command.add("-cp");
    command.add(
        classPath.stream()
            .map(Path::toString)
            .collect(Collectors.joining(java.io.File.pathSeparator)));
    command.add(program.getName());
    command.addAll(arguments);
    return command;
  }
}
