/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The program of a trial: reads until it is warm, then reads and takes the time, and prints one
 * line of JSON.
 */
public final class Trial {
  /** What the line begins with. */
  public static final String RESULT = "measured ";

  private static final int WARM_PASSES = 2;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Pass pass;
  private final Requests requests;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Trial(Pass pass, Requests requests) {
    this.pass = pass;
    this.requests = requests;
  }

  public static void main(String[] words) throws Exception {
    TrialArguments arguments = TrialArguments.parse(words);
    Requests requests =
        arguments.shared().map(it -> Requests.of(it.counters())).orElse(Requests.NONE);
    Measurement measurement;
    try (Pass pass = Passes.of(arguments)) {
      Trial trial = new Trial(pass, requests);
      trial.warmUp(arguments.warmUp());
      measurement = trial.measure(arguments.measured());
    }
    System.out.println(RESULT + new ObjectMapper().writeValueAsString(measurement));
    System.out.flush();
    // Libraries leave threads behind that are no daemons.
    System.exit(0);
  }

  private void warmUp(Duration atLeast) throws Exception {
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_PASSES || System.nanoTime() - begin < atLeast.toNanos(); i++) {
      pass.run();
    }
  }

  private Measurement measure(Duration atLeast) throws Exception {
    System.gc();
    long requestsBefore = requests.soFar();
    long cpuBefore = system.getProcessCpuTime();
    long begin = System.nanoTime();
    ReadSum read = ReadSum.NOTHING;
    int passes = 0;
    do {
      ReadSum next = pass.run();
      if (passes > 0 && !next.equals(read)) {
        throw new IllegalStateException("two reads came to " + read + " and to " + next);
      }
      read = next;
      passes++;
    } while (System.nanoTime() - begin < atLeast.toNanos());
    double wall = (System.nanoTime() - begin) / NANOS_PER_MILLI / passes;
    double cpu = (system.getProcessCpuTime() - cpuBefore) / NANOS_PER_MILLI / passes;
    return new Measurement(
        wall,
        cpu,
        read.rows(),
        read.sum(),
        (double) (requests.soFar() - requestsBefore) / passes,
        passes);
  }
}
