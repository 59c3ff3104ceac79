/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDeltaSharingServerMainITCase {

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> endpoints = new ArrayList<>();

  @Test
  void printsWhereItIsButNoSecret() throws IOException, InterruptedException {
    TradesTable.create(directory.resolve("trades"));
    Path profile = directory.resolve("demo.share");
    int status =
        run(
            "--table",
            "demo.market.trades=" + directory.resolve("trades"),
            "--credential-lifetime",
            "15s",
            "--print-profile",
            profile.toString());
    assertThat(status).isZero();
    String token = Json.parse(Files.readString(profile)).path("bearerToken").asText();
    assertThat(text(out))
        .contains(endpoints)
        .contains("s3://embedded-delta-sharing/demo/market/trades", "PT15S", profile.toString())
        .contains("Stop with Ctrl-C")
        .doesNotContain(token);
    assertThat(text(err)).isEmpty();
  }

  @Test
  void opensTheAdminEndpointOnRequest() throws InterruptedException {
    TradesTable.create(directory.resolve("trades"));
    run("--table", "a.b.c=" + directory.resolve("trades"));
    assertThat(text(out)).doesNotContain("Admin endpoint");
    run("--table", "a.b.c=" + directory.resolve("trades"), "--admin");
    assertThat(text(out).lines())
        .contains(
            "Admin endpoint          "
                + URI.create(endpoints.get(2)).resolve("/admin/faults")
                + "  asks for no token");
  }

  @Test
  void answersTyposWithTwoLinesAndStatusTwo() throws InterruptedException {
    assertThat(run("--credential-lifetime", "15")).isEqualTo(2);
    assertThat(text(err).lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("--credential-lifetime", "not '15'");
    assertThat(text(err)).contains("usage: ");
  }

  @Test
  void saysWhichPortIsTaken() throws IOException, InterruptedException {
    TradesTable.create(directory);
    try (EmbeddedDeltaSharingServer other =
        EmbeddedDeltaSharingServer.builder().table("a.b.c", directory).start()) {
      String port = String.valueOf(other.endpoint().getPort());
      assertThat(run("--table", "a.b.c=" + directory, "--port", port)).isEqualTo(1);
      assertThat(text(err)).contains(port, "choose a free port").hasLineCount(1);
    }
  }

  private int run(String... arguments) throws InterruptedException {
    return EmbeddedDeltaSharingServerMain.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        (server, print) -> {
          endpoints.add(server.endpoint().toString());
          endpoints.add(server.storeEndpoint().toString());
        });
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
