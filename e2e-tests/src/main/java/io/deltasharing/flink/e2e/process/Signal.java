/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import java.io.IOException;
import java.util.List;

/** Signals that Java cannot send. A shell does, as not every machine has a kill of its own. */
public enum Signal {
  /** The process neither answers nor closes its connections. */
  STOP,
  /** It goes on; one that was not stopped does so anyway. */
  CONT;

  /**
   * Sends it.
   *
   * @throws Failure if it could not be sent to a process that is alive
   */
  public void send(ProcessHandle process, String name) {
    List<String> command = List.of("sh", "-c", "kill -" + this + ' ' + process.pid());
    try {
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (status != 0 && process.isAlive()) {
        throw new Failure("kill -" + this + " of " + name + " ended with status " + status);
      }
    } catch (IOException e) {
      throw new Failure("Cannot send " + this + " to " + name, e);
    } catch (InterruptedException e) {
      throw Failure.interrupted("Sending " + this + " to " + name, e);
    }
  }
}
