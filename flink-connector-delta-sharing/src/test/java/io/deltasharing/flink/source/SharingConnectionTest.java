/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.sharing.SharedTableName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.FlinkVersion;
import org.junit.jupiter.api.Test;

class SharingConnectionTest {

  @Test
  void namesTheFlinkThatRunsToTheServer() throws Exception {
    List<String> names = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          names.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.getResponseHeaders().add("Delta-Table-Version", "1");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (SharingConnection connection = SharingConnection.open(profile(server))) {
      connection.patient().tableVersion(SharedTableName.parse("market.live.trades"));
    } finally {
      server.stop(0);
    }
    // What Flink knows of itself in another way has no patch version.
    assertThat(names)
        .singleElement()
        .asString()
        .matches(
            "flink-connector-delta-sharing/\\S+ Flink/"
                + FlinkVersion.current().toString().replace(".", "\\.")
                + "\\.\\d+\\S* Java/\\S+");
  }

  private static ProfileReference profile(HttpServer server) {
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return new ProfileReference.Inline(
        Secret.of(
            "{\"shareCredentialsVersion\":1,\"endpoint\":\""
                + endpoint
                + "\",\"bearerToken\":\"token\"}"));
  }
}
