/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as bin/quickstart does, in a JVM of its own. */
@Timeout(180)
class QuickStartITCase {

  private static final int SIGTERM_STATUS = 143;

  /** Of which a machine that stalls may make one more complaint. */
  private static final String PAUSE = "quickstart: the longest pause was ";

  @TempDir Path directory;
  private Path scratch;
  private Path errors;

  @BeforeEach
  void prepare() throws IOException {
    scratch = Files.createDirectory(directory.resolve("scratch"));
    errors = directory.resolve("errors");
  }

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    Outcome outcome = check("--seconds", "7", "--credential-lifetime", "3s");
    System.out.println("QuickStartITCase: " + outcome.out());
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .matches(
            "\\{\"rows\":([0-9]+),\"expected\":\\1,\"lost\":0,\"doubled\":0,"
                + "\"vends\":[0-9]+,\"maxPauseMillis\":[0-9]+}");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void noticesALostRow() throws Exception {
    Outcome outcome = check("--seconds", "1", "--sabotage", "drop");
    assertThat(outcome.err())
        .filteredOn(it -> !it.startsWith(PAUSE))
        .containsExactly("quickstart: rows lost: 1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).contains("\"lost\":1,\"doubled\":0");
  }

  @Test
  void noticesADoubledRow() throws Exception {
    Outcome outcome = check("--seconds", "1", "--sabotage", "double");
    assertThat(outcome.err())
        .filteredOn(it -> !it.startsWith(PAUSE))
        .containsExactly("quickstart: rows doubled: 1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).contains("\"lost\":0,\"doubled\":1");
  }

  @Test
  void noticesThatCredentialsAreNotRenewed() throws Exception {
    Outcome outcome =
        check("--seconds", "6", "--credential-lifetime", "3s", "--sabotage", "refresh");
    assertThat(outcome.err()).anyMatch(it -> it.startsWith("quickstart: rows lost: "));
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).contains("\"doubled\":0,\"vends\":");
  }

  @Test
  void endsInOrderWhenItIsTold() throws Exception {
    Process program = start();
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.lines().anyMatch(it -> it.matches("rows [1-9].*"))).isTrue();
      program.destroy();
      assertThat(program.waitFor()).isEqualTo(SIGTERM_STATUS);
    }
    assertThat(Files.readAllLines(errors)).isEmpty();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesAWrongCall() throws Exception {
    Outcome outcome = check("--fast");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith(
            "quickstart: Unknown option '--fast'",
            "usage: bin/quickstart [--credential-lifetime 15s]");
    assertThat(leftovers()).isEmpty();
  }

  private Outcome check(String... arguments) throws IOException, InterruptedException {
    Process program =
        start(Stream.concat(Stream.of("--check"), Stream.of(arguments)).toArray(String[]::new));
    try (BufferedReader out = program.inputReader()) {
      List<String> lines = out.lines().toList();
      return new Outcome(program.waitFor(), String.join("\n", lines), Files.readAllLines(errors));
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + Path.of("target", "classes", "quickstart.jvm").toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-Dlog.file=" + Path.of("target", "quickstart-it.log").toAbsolutePath());
    // Test classes run side by side.
    command.add("-D" + LocalFlink.USUAL_PORT + "=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(QuickStart.class.getName());
    command.addAll(List.of(arguments));
    Process program = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    program.onExit().orTimeout(150, TimeUnit.SECONDS).exceptionally(it -> kill(program));
    return program;
  }

  /** Flink's own files are for bin/quickstart to remove, once the JVM is gone. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> all = Files.list(scratch)) {
      return all.filter(it -> it.getFileName().toString().startsWith("quickstart-")).toList();
    }
  }

  private static Process kill(Process program) {
    program.destroyForcibly();
    return program;
  }

  private record Outcome(int status, String out, List<String> err) {}
}
