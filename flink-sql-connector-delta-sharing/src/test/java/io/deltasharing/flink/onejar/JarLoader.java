/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The packaged jar in a class loader of its own above one of Flink's: what a user jar is in a
 * cluster. Neither sees this module's class path.
 */
final class JarLoader implements AutoCloseable {
  private final URLClassLoader loader;

  private JarLoader(URLClassLoader loader) {
    this.loader = loader;
  }

  /** Flink's classes, as a JVM of a cluster has them. */
  static URLClassLoader flink() throws IOException {
    return of(Installation.flink(), ClassLoader.getPlatformClassLoader());
  }

  static URLClassLoader of(List<Path> jars, ClassLoader parent) {
    return new URLClassLoader(jars.stream().map(JarLoader::url).toArray(URL[]::new), parent);
  }

  static JarLoader above(ClassLoader flink) {
    List<Path> jarAndPrograms = Stream.of(Installation.oneJar(), Installation.programs()).toList();
    return new JarLoader(of(jarAndPrograms, flink));
  }

  ClassLoader loader() {
    return loader;
  }

  /** A reading of the ids of the shared trades by the jar's classes. */
  @SuppressWarnings("unchecked")
  Callable<List<Long>> reading(SharedTrades trades) throws ReflectiveOperationException {
    return (Callable<List<Long>>)
        loader
            .loadClass(TableReading.class.getName())
            .getConstructor(Path.class, URI.class, String.class)
            .newInstance(trades.profile(), trades.server().storeEndpoint(), SharedTrades.TABLE);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }
}
