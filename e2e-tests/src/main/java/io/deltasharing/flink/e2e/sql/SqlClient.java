/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import io.deltasharing.flink.e2e.cluster.FlinkCluster;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.JavaCommand;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Flink's SQL client, run with a script. */
public final class SqlClient {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final FlinkCluster cluster;
  private final List<String> jvmOptions;

  public SqlClient(FlinkCluster cluster, List<String> jvmOptions) {
    this.cluster = cluster;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Runs the statements as {@code sql-client.sh -f} does.
   *
   * @param name of the script, for its files
   * @return what the client printed
   */
  public String run(String name, String script) {
    Path file = cluster.directory().resolve(name + ".sql");
    Path log = cluster.directory().resolve("log/sql-client-" + name + ".log");
    List<Path> classPath = new ArrayList<>(cluster.classPath());
    classPath.addAll(cluster.flink().sql());
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Xmx512m");
    options.add("-Dlog4j.configurationFile=" + cluster.configuration().resolve("log4j.properties"));
    JavaCommand command =
        new JavaCommand(
            options,
            classPath,
            "org.apache.flink.table.client.SqlClient",
            List.of("embedded", "-f", file.toString()));
    try {
      Files.writeString(file, script);
      ServerProcess client =
          ServerProcess.start(
              "sql-client",
              cluster.directory(),
              log,
              command.words(),
              Map.of("FLINK_CONF_DIR", cluster.configuration().toString()));
      int status = client.awaitExit(LIMIT);
      String printed = Files.readString(log);
      if (status != 0 || printed.contains("[ERROR]")) {
        throw new Failure("The SQL client ended with status " + status + "; see " + log);
      }
      return printed;
    } catch (IOException e) {
      throw new Failure("The SQL client's script or output", e);
    }
  }
}
