/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.flink.benchmarks.trial.BackpressureMeasurement;
import io.deltasharing.flink.benchmarks.trial.BackpressureTrial;
import io.deltasharing.flink.benchmarks.trial.BackpressureTrialArguments;
import io.deltasharing.flink.benchmarks.trial.Measurement;
import io.deltasharing.flink.benchmarks.trial.Trial;
import io.deltasharing.flink.benchmarks.trial.TrialArguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs trials, each in a JVM of its own.
 *
 * @param openings what JVMs must be told to open to Flink
 * @param log where trials write what they have to say
 * @param heap of each, in MB; the same for all of a run
 */
record TrialProcess(List<String> openings, Path log, int heap) {
  private static final int MOST_MINUTES = 5;

  /** A heap in which none has to hurry. */
  static final int HEAP = 1536;

  /** With a log that is empty. */
  static TrialProcess loggingTo(Path log, int heap) throws IOException {
    Files.deleteIfExists(log);
    Files.createFile(log);
    return new TrialProcess(flinkOpenings(), log, heap);
  }

  /**
   * Runs one trial.
   *
   * @throws IOException if it failed, naming it
   */
  Measurement run(TrialArguments arguments) throws IOException, InterruptedException {
    return run(
        Trial.class,
        arguments.words(),
        arguments.scenario().name() + ": " + arguments.contender().label(),
        Measurement.class);
  }

  /**
   * Runs one trial of back-pressure.
   *
   * @throws IOException if it failed, naming it
   */
  BackpressureMeasurement run(BackpressureTrialArguments arguments)
      throws IOException, InterruptedException {
    return run(
        BackpressureTrial.class,
        arguments.words(),
        "back-pressure, " + arguments.link().label() + ": " + arguments.contender().label(),
        BackpressureMeasurement.class);
  }

  private <T> T run(Class<?> program, List<String> words, String name, Class<T> result)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(log.toAbsolutePath().getParent(), "trial", ".out");
    try {
      Process process =
          new ProcessBuilder(command(program, words))
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Thread end = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(end);
      try {
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
          throw failed(name);
        }
      } finally {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(end);
      }
      for (String line : Files.readAllLines(out)) {
        if (line.startsWith(Trial.RESULT)) {
          return new ObjectMapper().readValue(line.substring(Trial.RESULT.length()), result);
        }
      }
      throw failed(name);
    } finally {
      Files.delete(out);
    }
  }

  private List<String> command(Class<?> program, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms" + heap + "m");
    command.add("-Xmx" + heap + "m");
    command.add("-XX:+UseG1GC");
    // None pays for the first touch of its heap while it is measured.
    command.add("-XX:+AlwaysPreTouch");
    command.addAll(openings);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(words);
    return command;
  }

  private IOException failed(String name) {
    return new IOException(name + " failed; what it said is in " + log);
  }

  private static List<String> flinkOpenings() throws IOException {
    try (InputStream stream = TrialProcess.class.getResourceAsStream("/bench.jvm")) {
      if (stream == null) {
        throw new IOException("the build left out bench.jvm");
      }
      return List.of(
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+"));
    }
  }
}
