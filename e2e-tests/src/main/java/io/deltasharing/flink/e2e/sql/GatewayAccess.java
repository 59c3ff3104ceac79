/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltasharing.flink.e2e.cluster.FlinkCluster;
import io.deltasharing.flink.e2e.process.FreePort;
import io.deltasharing.flink.e2e.process.JavaCommand;
import io.deltasharing.flink.e2e.process.JsonHttp;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Flink's SQL gateway, in a process of its own. */
public final class GatewayAccess implements SqlAccess {
  private static final Patience START = new Patience(Duration.ofSeconds(90));

  private final ServerProcess gateway;
  private final JsonHttp http;

  private GatewayAccess(ServerProcess gateway, JsonHttp http) {
    this.gateway = gateway;
    this.http = http;
  }

  /** Starts the gateway beside the cluster and waits until it answers. */
  public static GatewayAccess start(FlinkCluster cluster, List<String> jvmOptions) {
    int port = FreePort.find();
    List<Path> classPath = new ArrayList<>(cluster.classPath());
    classPath.addAll(cluster.flink().sql());
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Xmx512m");
    options.add("-Dlog4j.configurationFile=" + cluster.configuration().resolve("log4j.properties"));
    JavaCommand command =
        new JavaCommand(
            options,
            classPath,
            "org.apache.flink.table.gateway.SqlGateway",
            List.of(
                "-Dsql-gateway.endpoint.rest.address=127.0.0.1",
                "-Dsql-gateway.endpoint.rest.port=" + port));
    ServerProcess process =
        ServerProcess.start(
            "sql-gateway",
            cluster.directory(),
            cluster.directory().resolve("log/sql-gateway.log"),
            command.words(),
            Map.of("FLINK_CONF_DIR", cluster.configuration().toString()));
    GatewayAccess access =
        new GatewayAccess(process, new JsonHttp(URI.create("http://127.0.0.1:" + port)));
    try {
      START.await(
          "the SQL gateway answers; see " + process.log(),
          () -> access.http.tryGet("/v2/info").has("version"));
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
    return access;
  }

  @Override
  public SqlSession open(RuntimeMode mode) {
    JsonNode answer =
        http.post(
            "/v2/sessions", Map.of("properties", Map.of("execution.runtime-mode", mode.name())));
    return new GatewaySession(http, "/v2/sessions/" + answer.path("sessionHandle").asText());
  }

  @Override
  public String kind() {
    return "gateway";
  }

  @Override
  public void close() {
    gateway.kill();
  }
}
