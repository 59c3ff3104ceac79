/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.lang.reflect.Field;
import org.apache.hadoop.fs.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hadoop's daemon thread that tidies up the read statistics of threads that are gone. It has no end
 * of its own, and would keep the class loader of a user jar for as long as the JVM lives.
 */
final class StatisticsThread {
  private static final Logger LOG = LoggerFactory.getLogger(StatisticsThread.class);

  private StatisticsThread() {}

  /**
   * Called when no file system is open any more. On the class path of the JVM the thread is left
   * alone: its classes stay anyway. After its end, a job that opens file systems again in the same
   * class loader loses a few hundred bytes for each thread that reads, until the loader goes.
   */
  static void endIfItKeepsOurClasses() {
    if (FileSystem.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
      return;
    }
    try {
      Field field = FileSystem.Statistics.class.getDeclaredField("STATS_DATA_CLEANER");
      field.setAccessible(true);
      ((Thread) field.get(null)).interrupt();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.debug("Hadoop's statistics thread cannot be ended; it keeps this class loader", e);
    }
  }
}
