/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import io.deltasharing.flink.e2e.cluster.FlinkCluster;
import io.deltasharing.flink.e2e.process.JavaCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link StatementProgram} for each session: for Flinks whose gateway the registry lacks. */
public final class ProgramAccess implements SqlAccess {
  private final FlinkCluster cluster;
  private final List<String> jvmOptions;
  private final Path ownClasses;
  private final List<ProgramSession> sessions = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param ownClasses this module's classes
   */
  public ProgramAccess(FlinkCluster cluster, List<String> jvmOptions, Path ownClasses) {
    this.cluster = cluster;
    this.jvmOptions = jvmOptions;
    this.ownClasses = ownClasses;
  }

  @Override
  public SqlSession open(RuntimeMode mode) {
    List<Path> classPath = new ArrayList<>(cluster.classPath());
    classPath.add(ownClasses);
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Xmx512m");
    options.add("-Dlog4j.configurationFile=" + cluster.configuration().resolve("log4j.properties"));
    JavaCommand command =
        new JavaCommand(
            options,
            classPath,
            "io.deltasharing.flink.e2e.sql.StatementProgram",
            List.of(cluster.configuration().toString(), mode.name()));
    ProgramSession session =
        ProgramSession.start(command, cluster.directory().resolve("log/program.log"));
    sessions.add(session);
    return session;
  }

  @Override
  public String kind() {
    return "program";
  }

  @Override
  public void close() {
    sessions.forEach(ProgramSession::close);
  }
}
