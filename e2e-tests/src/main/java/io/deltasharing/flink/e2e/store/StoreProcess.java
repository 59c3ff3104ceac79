/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.process.Signal;
import java.time.Duration;

/** A process that is killed, stopped and continued; it need not be a child of this one. */
final class StoreProcess {

  private static final Duration END = Duration.ofSeconds(20);

  private final String name;
  private final ProcessHandle handle;

  StoreProcess(String name, ProcessHandle handle) {
    this.name = name;
    this.handle = handle;
  }

  ProcessHandle handle() {
    return handle;
  }

  /**
   * A process that was killed is listed until its parent asks after it, and has no command then.
   */
  boolean isRunning() {
    return handle.isAlive() && handle.info().command().isPresent();
  }

  /** SIGKILL, to which one that is stopped listens too. */
  void kill() {
    if (isRunning()) {
      boolean unused = handle.destroyForcibly();
      new Patience(END).await("the end of " + this, () -> !isRunning());
    }
  }

  void suspend() {
    Signal.STOP.send(handle, name);
  }

  void resume() {
    if (isRunning()) {
      Signal.CONT.send(handle, name);
    }
  }

  @Override
  public String toString() {
    return name + " (process " + handle.pid() + ')';
  }
}
