/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.embedded.ExternalStore;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.FreePort;
import io.deltasharing.flink.e2e.process.Leftovers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ceph's RADOS gateway with a monitor and an OSD behind it. Only the gateway is killed, suspended
 * and restarted: the OSD keeps its objects in memory.
 */
public final class CephStore implements Store {

  private final CephScripts scripts;
  private final Path directory;
  private final ExternalStore settings;
  private final TablePublisher publisher;

  private CephStore(CephScripts scripts, Path directory, ExternalStore settings) {
    this.scripts = scripts;
    this.directory = directory;
    this.settings = settings;
    this.publisher = new TablePublisher(settings);
  }

  /** Whether Ceph is installed on this machine. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(it -> Files.isExecutable(Path.of(it, "radosgw")));
  }

  /**
   * Starts a new store.
   *
   * @param scripts the directory {@code e2e-tests/ceph}
   * @param work where the store's files and its processes' output go; nothing is there yet
   * @throws Failure if it does not start
   */
  public static CephStore start(Path scripts, Path work) {
    Path directory = work.toAbsolutePath().resolve("ceph");
    CephScripts ceph = new CephScripts(scripts, work.resolve("ceph-scripts.log"));
    List<String> arguments = new ArrayList<>(List.of(directory.toString()));
    FreePort.several(3).forEach(port -> arguments.add(String.valueOf(port)));
    Leftovers.endAtExit(() -> stop(ceph, directory));
    ceph.run("start", arguments);
    try {
      ExternalStore settings = ExternalStore.read(directory.resolve("store.properties"));
      return new CephStore(ceph, directory, settings);
    } catch (IOException e) {
      ceph.run("stop", List.of(directory.toString()));
      throw new Failure("The settings of the store in " + directory + " are not there", e);
    }
  }

  @Override
  public Path properties() {
    return directory.resolve("store.properties");
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

  @Override
  public void publish(Path tableDirectory, String prefix) throws IOException {
    publisher.publish(tableDirectory, prefix);
  }

  @Override
  public void kill() {
    process("rgw").ifPresent(StoreProcess::kill);
  }

  @Override
  public void restart() {
    scripts.run("start", List.of("--rgw-only", directory.toString()));
  }

  @Override
  public void suspend() {
    process("rgw")
        .orElseThrow(() -> new Failure("The gateway of " + directory + " does not run"))
        .suspend();
  }

  @Override
  public void resume() {
    process("rgw").ifPresent(StoreProcess::resume);
  }

  @Override
  public List<ProcessHandle> processes() {
    return Stream.of("mon", "osd", "rgw")
        .flatMap(name -> process(name).stream())
        .map(StoreProcess::handle)
        .toList();
  }

  @Override
  public void close() {
    publisher.close();
    stop(scripts, directory);
  }

  /** Does nothing where all is stopped already. */
  private static void stop(CephScripts scripts, Path directory) {
    if (Files.isDirectory(directory)) {
      scripts.run("stop", List.of(directory.toString()));
    }
  }

  /** One that runs. */
  private Optional<StoreProcess> process(String name) {
    Path file = directory.resolve(name + ".pid");
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).trim()))
          .map(handle -> new StoreProcess("ceph's " + name, handle))
          .filter(StoreProcess::isRunning);
    } catch (IOException e) {
      throw new Failure("There is no process id in " + file, e);
    }
  }
}
