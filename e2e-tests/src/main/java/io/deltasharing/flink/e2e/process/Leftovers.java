/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends what still runs when this JVM ends, by Ctrl-C for example: nobody else would. */
public final class Leftovers {
  private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();

  static {
    endAtExit(() -> PROCESSES.forEach(Process::destroyForcibly));
  }

  private Leftovers() {}

  /** Ends the process at exit. */
  public static Process watch(Process process) {
    PROCESSES.removeIf(it -> !it.isAlive());
    PROCESSES.add(process);
    return process;
  }

  /** Does this at exit; it must be able to be done twice. */
  public static void endAtExit(Runnable end) {
    Runtime.getRuntime().addShutdownHook(new Thread(end, "leftovers"));
  }
}
