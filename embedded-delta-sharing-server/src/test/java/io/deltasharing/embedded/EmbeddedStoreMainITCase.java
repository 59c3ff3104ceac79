/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreMainITCase {

  @TempDir Path root;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> endpoints = new ArrayList<>();

  @Test
  void printsWhereItIsButNoSecret() throws IOException, InterruptedException {
    assertThat(run("--bucket", "lake", "--credentials", credentials())).isZero();
    assertThat(text(out))
        .isEqualTo(
            """
            Store and STS endpoint  %s
            Bucket                  lake  from %s
            Stop with Ctrl-C.
            """
                .formatted(endpoints.get(0), root));
    assertThat(text(err)).isEmpty();
  }

  @Test
  void answersTyposWithTwoLinesAndStatusTwo() throws InterruptedException {
    assertThat(run("--bucket")).isEqualTo(2);
    assertThat(text(err)).isEqualTo("--bucket needs a value\n" + StoreArguments.USAGE + "\n");
  }

  @Test
  void saysWhichPortIsTaken() throws IOException, InterruptedException {
    try (LoopbackHttpServer other = LoopbackHttpServer.start("other", 0, java.util.Map.of())) {
      String port = String.valueOf(other.uri().getPort());
      assertThat(run("--bucket", "lake", "--credentials", credentials(), "--port", port))
          .isEqualTo(1);
      assertThat(text(err)).contains(port, "choose a free port").hasLineCount(1);
    }
  }

  private String credentials() throws IOException {
    ExternalStore store = ExternalStores.at(URI.create("http://127.0.0.1:8480"));
    return ExternalStores.write(store, root.resolve("store.properties")).toString();
  }

  private int run(String... more) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--root", root.toString()));
    arguments.addAll(List.of(more));
    return EmbeddedStoreMain.run(
        arguments.toArray(String[]::new),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        store -> endpoints.add(store.endpoint().toString()));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
