/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.SecretScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shared table, read through the packaged jar by a Flink in a JVM of its own. */
@Timeout(240)
class ReadITCase {
  private static final String QUERY = "SELECT id, symbol, price FROM trades ORDER BY id";

  @TempDir static Path shared;
  private static SharedTrades trades;

  @TempDir Path directory;

  @BeforeAll
  static void share() throws Exception {
    trades = new SharedTrades(shared);
  }

  @AfterAll
  static void stop() {
    trades.close();
  }

  @Test
  void asUserJar() throws Exception {
    ForkedJvm jvm = jvm(List.of(Installation.programs()), Installation.flink());
    assertThat(read(jvm, "ADD JAR '" + Installation.oneJar() + "'")).isEqualTo(SharedTrades.rows());
  }

  @Test
  void behindOldRelatives() throws Exception {
    ForkedJvm jvm =
        jvm(
            List.of(Installation.programs()),
            Installation.foreign(),
            List.of(Installation.oneJar()),
            Installation.flink());
    assertThat(read(jvm)).isEqualTo(SharedTrades.rows());
  }

  @Test
  void beforeOldRelatives() throws Exception {
    ForkedJvm jvm =
        jvm(
            List.of(Installation.programs()),
            List.of(Installation.oneJar()),
            Installation.flink(),
            Installation.foreign());
    assertThat(read(jvm)).isEqualTo(SharedTrades.rows());
  }

  /** Whoever reads its {@code core-site.xml} asks for Kerberos. */
  @Test
  void withAnotherHadoopsConfiguration() throws Exception {
    ForkedJvm jvm =
        jvm(
            List.of(Installation.programs().resolve("foreign-configuration")),
            List.of(Installation.programs()),
            Installation.flink(),
            List.of(Installation.oneJar()));
    assertThat(read(jvm)).isEqualTo(SharedTrades.rows());
  }

  @Test
  void fromLibLoggingEverythingButSecrets() throws Exception {
    ForkedJvm jvm =
        jvm(List.of(Installation.programs()), Installation.flink(), List.of(Installation.oneJar()))
            .logging("DEBUG");
    assertThat(read(jvm)).isEqualTo(SharedTrades.rows());

    String logged = Files.readString(jvm.log());
    assertThat(logged)
        .as("both libraries log under their new names")
        .contains("DEBUG io.deltasharing.flink.shaded.org.apache.hadoop.fs.s3a.S3AFileSystem")
        .contains(
            "DEBUG io.deltasharing.flink.shaded.software.amazon.awssdk.thirdparty.org.apache.http.impl.conn");
    SecretScanner scanner = new SecretScanner(trades.server().secretsInPlay());
    scanner.scan("log", logged);
    System.out.printf(
        "ReadITCase: logBytes=%d secrets=%d found=%d%n",
        logged.length(), trades.server().secretsInPlay().size(), scanner.findings().size());
    assertThat(scanner.findings()).isEmpty();
  }

  @SafeVarargs
  private ForkedJvm jvm(List<Path>... parts) {
    List<Path> classPath = new ArrayList<>();
    for (List<Path> part : parts) {
      classPath.addAll(part);
    }
    return new ForkedJvm(directory, classPath);
  }

  private static List<String> read(ForkedJvm jvm, String... first) throws Exception {
    List<String> statements = new ArrayList<>(List.of(first));
    statements.add(trades.createTable());
    statements.add(QUERY);
    return jvm.run(SqlProgram.class, statements).stream()
        .filter(it -> it.startsWith(SqlProgram.ROW))
        .map(it -> it.substring(SqlProgram.ROW.length()))
        .toList();
  }
}
