/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.lang.reflect.Field;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.metrics2.lib.MutableQuantiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * Three threads that Hadoop and the SDK start once and never end. Each would keep the class loader
 * of a user jar, with all its classes, for as long as the JVM lives. On the JVM's own class path
 * they are left alone: there the classes stay anyway.
 */
final class LibraryThreads {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryThreads.class);
  private static final long IDLE_SECONDS = 1;

  private LibraryThreads() {}

  /**
   * Called before a file system is made: timers' threads end when idle and come back when needed.
   */
  static void letTimersGo() {
    if (classesStay()) {
      return;
    }
    try {
      letGo(MutableQuantiles.class, "scheduler");
      letGo(
          Class.forName(
              ResponseInputStream.class.getName() + "$TimeoutScheduler",
              true,
              LibraryThreads.class.getClassLoader()),
          "INSTANCE");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.debug("A library's timer cannot be let go; it keeps this class loader", e);
    }
  }

  /**
   * Called when no file system is open any more. Hadoop's thread that tidies up the read statistics
   * of threads that are gone cannot be started again: a job that opens file systems once more in
   * the same class loader loses a few hundred bytes for each thread that reads, until the loader
   * goes.
   */
  static void endStatistics() {
    if (classesStay()) {
      return;
    }
    try {
      ((Thread) value(FileSystem.Statistics.class, "STATS_DATA_CLEANER")).interrupt();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.debug("Hadoop's statistics thread cannot be ended; it keeps this class loader", e);
    }
  }

  /** Also where Hadoop is the cluster's own, whose threads are not ours to end. */
  private static boolean classesStay() {
    ClassLoader ours = LibraryThreads.class.getClassLoader();
    return ours == ClassLoader.getSystemClassLoader() || FileSystem.class.getClassLoader() != ours;
  }

  private static void letGo(Class<?> owner, String field) throws ReflectiveOperationException {
    ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) value(owner, field);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  private static Object value(Class<?> owner, String name) throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
