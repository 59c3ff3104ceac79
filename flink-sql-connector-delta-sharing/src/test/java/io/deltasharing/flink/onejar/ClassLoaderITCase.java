/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar in a class loader that is not the one that threads have, and that is to go again. */
@Timeout(120)
class ClassLoaderITCase {
  private static final List<Long> IDS =
      LongStream.range(0, SharedTrades.rows().size()).boxed().toList();

  /** Each collection takes a fraction of a second. */
  private static final int MOST_COLLECTIONS = 100;

  private static final long WAIT_MILLIS = 100;

  @TempDir static Path shared;
  private static SharedTrades trades;
  private static URLClassLoader flink;

  @BeforeAll
  static void share() throws Exception {
    trades = new SharedTrades(shared);
    flink = JarLoader.flink();
    startThreadsThatOutliveJobs();
  }

  /** What a TaskManager has long before a job comes; else they would begin in the job's loader. */
  private static void startThreadsThatOutliveJobs() throws Exception {
    // Log4j's shutdown hook
    flink
        .loadClass("org.slf4j.LoggerFactory")
        .getMethod("getLogger", String.class)
        .invoke(null, "test");
    // the JDK's thread that waits for processes: Hadoop starts one to learn of the machine
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @AfterAll
  static void stop() throws Exception {
    trades.close();
    flink.close();
  }

  @Test
  void readsInAThreadWithoutContextClassLoader() throws Exception {
    try (JarLoader jar = JarLoader.above(flink)) {
      assertThat(inThreadWith(null, jar.reading(trades))).hasSameElementsAs(IDS);
    }
  }

  @Test
  void readsInAThreadWhoseContextClassLoaderHasOtherVersions() throws Exception {
    try (JarLoader jar = JarLoader.above(flink);
        URLClassLoader foreign =
            JarLoader.of(Installation.foreign(), ClassLoader.getPlatformClassLoader())) {
      assertThat(inThreadWith(foreign, jar.reading(trades))).hasSameElementsAs(IDS);
    }
  }

  /** As if it lay in lib and were a user jar as well. */
  @Test
  void readsInAThreadWhoseContextClassLoaderHasTheSameJarOnceMore() throws Exception {
    try (JarLoader jar = JarLoader.above(flink);
        JarLoader twin = JarLoader.above(flink)) {
      assertThat(inThreadWith(twin.loader(), jar.reading(trades))).hasSameElementsAs(IDS);
    }
  }

  @Test
  void goesWhenItsLastStorageIsClosed() throws Exception {
    ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    WeakReference<ClassLoader> loader = usedOnce(gone);
    // JDK 17 holds the record whose equals was linked last; so that it is none of the jar's.
    assertThat(new LinkedLast(trades)).isEqualTo(new LinkedLast(trades));
    assertThat(enqueued(gone)).as("the class loader was collected").isSameAs(loader);
  }

  private static WeakReference<ClassLoader> usedOnce(ReferenceQueue<ClassLoader> gone)
      throws Exception {
    try (JarLoader jar = JarLoader.above(flink)) {
      assertThat(inThreadWith(jar.loader(), jar.reading(trades))).hasSameElementsAs(IDS);
      return new WeakReference<>(jar.loader(), gone);
    }
  }

  private record LinkedLast(SharedTrades component) {}

  private static @Nullable Reference<?> enqueued(ReferenceQueue<ClassLoader> gone)
      throws InterruptedException {
    Reference<?> reference = null;
    for (int i = 0; reference == null && i < MOST_COLLECTIONS; i++) {
      System.gc();
      reference = gone.remove(WAIT_MILLIS);
    }
    return reference;
  }

  private static List<Long> inThreadWith(
      @Nullable ClassLoader context, Callable<List<Long>> reading) throws Exception {
    FutureTask<List<Long>> task = new FutureTask<>(reading);
    Thread thread = new Thread(task, "reads-in-the-test");
    thread.setContextClassLoader(context);
    thread.start();
    List<Long> ids = task.get();
    thread.join();
    return ids;
  }
}
