/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program behind {@code bin/example}; its options are in example-usage.txt. Its standard
 * input's end asks it to stop: a signal would let Flink stop at once, without a savepoint.
 */
public final class Example {

  private static final Logger LOG = LoggerFactory.getLogger(Example.class);

  private Example() {}

  /** Exit status 2 for a wrong call, 1 if anything went wrong. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] args) {
    RunningJob job = new RunningJob();
    Thread input = new Thread(() -> stopAtEnd(job), "example-stop");
    input.setDaemon(true);
    input.start();
    System.exit(run(args, Places.standard(), job, System.out, System.err));
  }

  static int run(String[] args, Places places, RunningJob job, PrintStream out, PrintStream err) {
    try {
      new Stage(ExampleArguments.parse(args), places, job, out).play();
      return 0;
    } catch (UsageException e) {
      err.println("example: " + e.getMessage());
      err.println("bin/example --help says more.");
      return 2;
    } catch (Exception | LinkageError e) {
      LOG.error("The example failed", e);
      err.println(
          "example: "
              + (e instanceof StatementFailedException ? e.getMessage() : Causes.deepest(e)));
      err.println("More in " + System.getProperty("log.file", "target/example.log"));
      return 1;
    }
  }

  private static void stopAtEnd(RunningJob job) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.info("Standard input failed, which is as good as its end", e);
    }
    job.stop();
  }
}
