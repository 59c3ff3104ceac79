/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that carry the name of the table they work for. */
final class TableThreads implements ThreadFactory {
  private final AtomicInteger made = new AtomicInteger();
  private final String name;

  TableThreads(String purpose, String table) {
    this.name = "delta-sharing-" + purpose + "-" + table;
  }

  @Override
  public Thread newThread(Runnable task) {
    int number = made.incrementAndGet();
    Thread thread = new Thread(task, number == 1 ? name : name + "-" + number);
    thread.setDaemon(true);
    thread.setContextClassLoader(TableThreads.class.getClassLoader());
    return thread;
  }
}
