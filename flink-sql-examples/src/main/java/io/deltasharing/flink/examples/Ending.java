/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end the program in order: it interrupts a thread and waits until that has closed. */
final class Ending {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean asked;

  private Ending(Thread thread) {
    this.thread = thread;
  }

  static Ending ofCurrentThread() {
    Ending ending = new Ending(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(ending::end, "quickstart-end"));
    return ending;
  }

  private void end() {
    if (closed.getCount() == 0) {
      return;
    }
    asked = true;
    thread.interrupt();
    try {
      closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the JVM is going down. */
  boolean asked() {
    return asked;
  }

  /** All that the program opened is closed. */
  void closed() {
    closed.countDown();
  }
}
