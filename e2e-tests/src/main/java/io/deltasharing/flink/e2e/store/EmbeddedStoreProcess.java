/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.embedded.EmbeddedStoreMain;
import io.deltasharing.embedded.ExternalStore;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.FreePort;
import io.deltasharing.flink.e2e.process.Leftovers;
import io.deltasharing.flink.e2e.process.Patience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The embedded store in a JVM of its own, with this JVM's class path. Its bucket is a directory:
 * what a table's writer puts there is published.
 */
public final class EmbeddedStoreProcess implements Store {

  private static final Duration START = Duration.ofSeconds(60);

  private final Path root;
  private final Path properties;
  private final ExternalStore settings;
  private final Path log;
  private StoreProcess process;

  private EmbeddedStoreProcess(Path root, Path properties, ExternalStore settings, Path log) {
    this.root = root;
    this.properties = properties;
    this.settings = settings;
    this.log = log;
    this.process = launch();
  }

  /**
   * Starts a new store.
   *
   * @param root the bucket: a table's directory is {@code root/share/schema/table}
   * @param work where the store's settings and its output go
   * @throws Failure if it does not start
   */
  public static EmbeddedStoreProcess start(Path root, Path work) {
    Path properties = work.toAbsolutePath().resolve("store.properties");
    EmbeddedStoreProcess store;
    try {
      Files.createDirectories(root);
      Files.createDirectories(work);
      int port = FreePort.several(1).get(0);
      ExternalStore settings = StoreSettings.write(properties, port);
      Path log = work.resolve("embedded-store.log");
      store = new EmbeddedStoreProcess(root.toAbsolutePath(), properties, settings, log);
    } catch (IOException e) {
      throw new Failure("The store's directories " + root + " and " + work, e);
    }
    try {
      store.awaitAnswer();
    } catch (Failure e) {
      store.close();
      throw e;
    }
    return store;
  }

  @Override
  public Path properties() {
    return properties;
  }

  @Override
  public URI endpoint() {
    return settings.endpoint();
  }

  @Override
  public String region() {
    return settings.region();
  }

  @Override
  public String bucket() {
    return settings.bucket();
  }

  /**
   * Nothing is to be done.
   *
   * @throws IllegalArgumentException if the table is not where the store looks for it
   */
  @Override
  public void publish(Path tableDirectory, String prefix) {
    Path served = root.resolve(prefix).normalize();
    if (!tableDirectory.toAbsolutePath().normalize().equals(served)) {
      throw new IllegalArgumentException(
          "The store serves " + prefix + " from " + served + ", not from " + tableDirectory);
    }
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void restart() {
    if (process.isRunning()) {
      throw new Failure(process + " still runs");
    }
    process = launch();
    awaitAnswer();
  }

  @Override
  public void suspend() {
    process.suspend();
  }

  @Override
  public void resume() {
    process.resume();
  }

  @Override
  public List<ProcessHandle> processes() {
    return process.isRunning() ? List.of(process.handle()) : List.of();
  }

  @Override
  public void close() {
    process.kill();
  }

  private StoreProcess launch() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Small and soon there: the machine has other things to do.
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedStoreMain.class.getName(),
            "--root",
            root.toString(),
            "--bucket",
            settings.bucket(),
            "--port",
            String.valueOf(settings.endpoint().getPort()),
            "--credentials",
            properties.toString());
    try {
      Process started =
          Leftovers.watch(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                  .start());
      return new StoreProcess("the embedded store", started.toHandle());
    } catch (IOException e) {
      throw new Failure("The embedded store cannot be started", e);
    }
  }

  private void awaitAnswer() {
    Probe probe = new Probe(endpoint());
    new Patience(START)
        .await(
            "an answer of " + process + " at " + endpoint() + "; it writes to " + log,
            () -> {
              if (!process.isRunning()) {
                throw new Failure(process + " ended by itself; it says why in " + log);
              }
              return probe.isAnswered();
            });
  }
}
