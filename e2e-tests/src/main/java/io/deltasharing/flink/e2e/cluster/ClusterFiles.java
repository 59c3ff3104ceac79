/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.cluster;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a cluster keeps what it writes, and its configuration.
 *
 * @param directory all that the cluster writes is below it
 */
record ClusterFiles(Path directory) {

  Path configuration() {
    return directory.resolve("conf");
  }

  Path logs() {
    return directory.resolve("log");
  }

  Path savepoints() {
    return directory.resolve("savepoints");
  }

  Path temporary() {
    return directory.resolve("tmp");
  }

  /** Writes config.yaml and log4j.properties. */
  void write(ClusterPorts ports, int slotsPerTaskManager) {
    try {
      Files.createDirectories(configuration());
      Files.createDirectories(logs());
      Files.createDirectories(temporary());
      Files.writeString(configuration().resolve("config.yaml"), config(ports, slotsPerTaskManager));
      Files.writeString(configuration().resolve("log4j.properties"), LOGGING);
    } catch (IOException e) {
      throw new Failure("Cannot write the cluster's configuration to " + directory, e);
    }
  }

  // The scripts of a distribution work out the memory; here it is given in full. No rest.bind-port:
  // a gateway
  // in the SQL client would take it as well. What a kill leaves behind has to be noticed within
  // seconds.
  private String config(ClusterPorts ports, int slots) {
    return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.bind-host: 127.0.0.1
        jobmanager.rpc.port: %d
        blob.server.port: %d
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: %d
        taskmanager.cpu.cores: 2
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 64m
        taskmanager.memory.managed.size: 64m
        taskmanager.memory.network.min: 32m
        taskmanager.memory.network.max: 32m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        heartbeat.interval: 1000
        heartbeat.timeout: 6000
        cluster.registration.error-delay: 500 ms
        cluster.registration.refused-registration-delay: 1 s
        web.refresh-interval: 1000
        cluster.evenly-spread-out-slots: true
        taskmanager.load-balance.mode: SLOTS
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 1000
        restart-strategy.fixed-delay.delay: 500 ms
        execution.checkpointing.interval: 1 s
        execution.checkpointing.dir: %s
        execution.checkpointing.savepoint-dir: %s
        execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
        io.tmp.dirs: %s
        parallelism.default: 2
        """
        .formatted(
            ports.rpc(),
            ports.blobs(),
            ports.rest(),
            slots,
            directory.resolve("checkpoints").toUri(),
            savepoints().toUri(),
            temporary());
  }

  // The connector and what is relocated into it at DEBUG: the secrets scan reads these logs.
  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.console.ref = console
      appender.console.name = console
      appender.console.type = CONSOLE
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1.} [%t] %m%n
      logger.connector.name = io.deltasharing
      logger.connector.level = DEBUG
      """;
}
