/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.cluster;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.JavaCommand;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JobManager and two TaskManagers, each a JVM of its own. Not thread-safe. */
public final class FlinkCluster implements AutoCloseable {
  public static final int TASK_MANAGERS = 2;
  public static final int SLOTS = 4;
  private static final Patience START = new Patience(Duration.ofMinutes(2));

  private final FlinkDistribution flink;
  private final List<Path> classPath;
  private final ClusterFiles files;
  private final List<String> jvmOptions;
  private final FlinkRest rest;
  private final ServerProcess[] taskManagers = new ServerProcess[TASK_MANAGERS];
  private ServerProcess jobManager;

  private FlinkCluster(
      FlinkDistribution flink,
      List<Path> moreJars,
      List<String> jvmOptions,
      ClusterFiles files,
      ClusterPorts ports) {
    this.flink = flink;
    this.classPath = Stream.concat(flink.lib().stream(), moreJars.stream()).toList();
    this.jvmOptions = jvmOptions;
    this.files = files;
    this.rest = new FlinkRest(ports.rest());
    this.jobManager = launchJobManager();
    for (int i = 0; i < TASK_MANAGERS; i++) {
      taskManagers[i] = launchTaskManager(i);
    }
  }

  /**
   * Starts a cluster and waits until both TaskManagers are registered.
   *
   * @param moreJars into {@code lib}, behind Flink's own
   */
  public static FlinkCluster start(
      FlinkDistribution flink, List<Path> moreJars, List<String> jvmOptions, Path directory) {
    ClusterFiles files = new ClusterFiles(directory);
    ClusterPorts ports = ClusterPorts.free();
    files.write(ports, SLOTS / TASK_MANAGERS);
    FlinkCluster cluster = new FlinkCluster(flink, moreJars, jvmOptions, files, ports);
    try {
      cluster.awaitTaskManagers();
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  public FlinkDistribution flink() {
    return flink;
  }

  /** Flink's jars and those put beside them. */
  public List<Path> classPath() {
    return classPath;
  }

  public FlinkRest rest() {
    return rest;
  }

  /** Where savepoints go. */
  public Path savepoints() {
    return files.savepoints();
  }

  /** Holds config.yaml. */
  public Path configuration() {
    return files.configuration();
  }

  /** All that the cluster writes: logs, checkpoints, savepoints. */
  public Path directory() {
    return files.directory();
  }

  /** Which TaskManager runs a part of the job; one of them if there are more. */
  public int taskManagerOf(String job) {
    for (String id : rest.taskManagers(job)) {
      for (int i = 0; i < TASK_MANAGERS; i++) {
        if (id.startsWith(resourceId(i))) {
          return i;
        }
      }
    }
    throw new Failure("No TaskManager runs the job " + job);
  }

  /** SIGKILL of a TaskManager. */
  public void killTaskManager(int index) {
    taskManagers[index].kill();
  }

  /** A new TaskManager in place of a killed one; does not wait for it. */
  public void startTaskManager(int index) {
    taskManagers[index] = launchTaskManager(index);
  }

  /** SIGKILL of the JobManager, and with it of what it knows of jobs. */
  public void killJobManager() {
    jobManager.kill();
  }

  /** A new JobManager where the killed one was; waits until both TaskManagers have found it. */
  public void restartJobManager() {
    jobManager = launchJobManager();
    awaitTaskManagers();
  }

  /** Waits until all TaskManagers are registered and all slots are free to be had. */
  public void awaitTaskManagers() {
    START.await(
        "two TaskManagers registered; see " + files.logs(),
        () -> {
          if (!jobManager.isRunning()) {
            throw new Failure("The JobManager ended; see " + jobManager.log());
          }
          return rest.overview().path("taskmanagers").asInt() == TASK_MANAGERS;
        });
  }

  /** The processes that run now. */
  public List<ServerProcess> processes() {
    List<ServerProcess> all = new ArrayList<>(List.of(taskManagers));
    all.add(jobManager);
    all.removeIf(process -> !process.isRunning());
    return all;
  }

  @Override
  public void close() {
    for (ServerProcess taskManager : taskManagers) {
      if (taskManager != null) {
        taskManager.kill();
      }
    }
    jobManager.kill();
  }

  private ServerProcess launchJobManager() {
    return launch(
        "jobmanager",
        512,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of());
  }

  private ServerProcess launchTaskManager(int index) {
    // Flink's sum of framework and task heap
    return launch(
        "taskmanager-" + index,
        384,
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        List.of("-D", "taskmanager.resource-id=" + resourceId(index) + System.nanoTime()));
  }

  private static String resourceId(int index) {
    return "tm-" + index + "-";
  }

  private ServerProcess launch(String name, int heapMb, String main, List<String> more) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Xmx" + heapMb + "m");
    options.add("-Djava.io.tmpdir=" + files.temporary());
    options.add("-Dlog4j.configurationFile=" + files.configuration().resolve("log4j.properties"));
    List<String> arguments =
        new ArrayList<>(List.of("--configDir", files.configuration().toString()));
    arguments.addAll(more);
    return ServerProcess.start(
        name,
        files.directory(),
        files.logs().resolve(name + ".log"),
        new JavaCommand(options, classPath, main, arguments).words());
  }
}
