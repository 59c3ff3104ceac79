/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A run of bin/example's program in this JVM, which is quicker than one of its own. Takes over
 * standard output, where Flink prints, until it is closed: one at a time.
 */
final class ExampleRun implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final RunningJob job = new RunningJob();
  private final PrintStream standardOutput = System.out;
  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private final FutureTask<Integer> run;

  private ExampleRun(Path noticeboard, String... arguments) {
    PrintStream out = new PrintStream(new Lines(printed), true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    Places places = new Places(noticeboard, Path.of("sql"));
    System.setOut(out);
    run = new FutureTask<>(() -> Example.run(arguments, places, job, out, err));
  }

  static ExampleRun start(Path noticeboard, String... arguments) {
    ExampleRun example = new ExampleRun(noticeboard, arguments);
    new Thread(example.run, "example").start();
    return example;
  }

  /** Reads on until all that was asked for has been printed. */
  void awaitLines(Predicate<List<String>> enough) throws InterruptedException {
    while (!enough.test(lines)) {
      String line = printed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("next line after %s, errors %s", lines, errors()).isNotNull();
      lines.add(line);
    }
  }

  /** Asks it to end, as the end of standard input does. */
  void stop() {
    job.stop();
  }

  /** Waits for the end and returns the exit status. */
  int status() throws Exception {
    int status = run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    printed.drainTo(lines);
    return status;
  }

  /** What it printed, as far as it has been waited for. */
  List<String> lines() {
    return lines;
  }

  List<List<String>> rows() {
    return PrintedTables.rows(lines);
  }

  List<String> errors() {
    return errors.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    job.stop();
    System.setOut(standardOutput);
  }

  /** Puts each whole line into a queue. */
  private static final class Lines extends OutputStream {

    private final BlockingQueue<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized void write(int next) {
      if (next == '\n') {
        lines.add(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(next);
      }
    }
  }
}
