/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What JVMs hold after a full collection, all together.
 *
 * @param heapKb used heap
 * @param threads alive
 */
record Footprint(long heapKb, long threads) {
  private static final Pattern USED =
      Pattern.compile("(?m)^ *(?:def new|tenured) generation .*used (\\d+)K");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");

  static Footprint of(List<ServerProcess> processes) {
    long heap = 0;
    long threads = 0;
    for (ServerProcess process : processes) {
      jcmd(process, "GC.run");
      heap += sum(USED, jcmd(process, "GC.heap_info"));
      threads += sum(THREADS, status(process));
    }
    return new Footprint(heap, threads);
  }

  private static long sum(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    long sum = 0;
    while (matcher.find()) {
      sum += Long.parseLong(matcher.group(1));
    }
    if (sum == 0) {
      throw new Failure("No " + pattern + " in: " + text);
    }
    return sum;
  }

  private static String status(ServerProcess process) {
    try {
      return java.nio.file.Files.readString(
          Path.of("/proc", String.valueOf(process.pid()), "status"));
    } catch (IOException e) {
      throw new Failure("Cannot look at " + process, e);
    }
  }

  private static String jcmd(ServerProcess process, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(jcmd, String.valueOf(process.pid()), command)
              .redirectErrorStream(true)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      asked.waitFor();
      return answer;
    } catch (IOException e) {
      throw new Failure("Cannot ask " + process + " by jcmd", e);
    } catch (InterruptedException e) {
      throw Failure.interrupted("waiting", e);
    }
  }
}
