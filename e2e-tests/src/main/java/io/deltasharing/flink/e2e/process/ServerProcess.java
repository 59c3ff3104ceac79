/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that writes to a log file, and that may be killed, stopped and continued.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a command whose output is appended to the log.
   *
   * @throws Failure if it cannot be started
   */
  public static ServerProcess start(String name, Path directory, Path log, List<String> command) {
    return start(name, directory, log, command, Map.of());
  }

  /** The same with more variables in the environment. */
  public static ServerProcess start(
      String name,
      Path directory,
      Path log,
      List<String> command,
      Map<String, String> environment) {
    try {
      Files.createDirectories(directory);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new ServerProcess(name, Leftovers.watch(builder.start()), log);
    } catch (IOException e) {
      throw new Failure("Cannot start " + name, e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Where it writes. */
  public Path log() {
    return log;
  }

  /** SIGKILL; returns once the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGSTOP: it neither answers nor closes its connections. */
  public void suspend() {
    Signal.STOP.send(process.toHandle(), name);
  }

  /** SIGCONT. */
  public void resume() {
    Signal.CONT.send(process.toHandle(), name);
  }

  /**
   * Returns once the process has ended by itself.
   *
   * @return its status
   * @throws Failure if it has not within the limit; then it is killed
   */
  public int awaitExit(Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      kill();
      throw new Failure(name + " did not end within " + limit.toSeconds() + " s; see " + log);
    } catch (InterruptedException e) {
      throw Failure.interrupted("waiting", e);
    }
  }

  /** SIGTERM, and SIGKILL for who does not listen. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    Signal.CONT.send(process.toHandle(), name);
    process.destroy();
    try {
      if (!process.waitFor(5, java.util.concurrent.TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void awaitEnd() {
    new Patience(END).await(name + " ends", () -> !process.isAlive());
  }

  @Override
  public String toString() {
    return name + " (" + process.pid() + ")";
  }
}
