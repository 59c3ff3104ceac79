/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
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

  /** The part of a pass for which it may be at work then. */
  private static final double SETTLED = 0.05;

  /** The warm-up takes no longer than so many times what it takes at least. */
  private static final long MOST = 4;

  private final Pass pass;
  private final Requests requests;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

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

  /** Reads until the JIT compiler has little left to do: its work would count as the reader's. */
  private void warmUp(Duration atLeast) throws Exception {
    long begin = System.nanoTime();
    boolean isSettled = false;
    for (int i = 0; i < WARM_PASSES || isCold(begin, atLeast, isSettled); i++) {
      long passBegin = System.nanoTime();
      long compiledBefore = compiler.getTotalCompilationTime();
      pass.run();
      long compiled = compiler.getTotalCompilationTime() - compiledBefore;
      isSettled = compiled * NANOS_PER_MILLI < SETTLED * (System.nanoTime() - passBegin);
    }
  }

  private static boolean isCold(long begin, Duration atLeast, boolean isSettled) {
    long elapsed = System.nanoTime() - begin;
    return elapsed < atLeast.toNanos() || (!isSettled && elapsed < MOST * atLeast.toNanos());
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
