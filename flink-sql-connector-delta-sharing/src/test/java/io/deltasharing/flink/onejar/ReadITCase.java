/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shared table, read through the packaged jar by a Flink in a JVM of its own. */
@Timeout(180)
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
  void fromLib() throws Exception {
    assertThat(read(with(Installation.flink(), Installation.oneJar())))
        .isEqualTo(SharedTrades.rows());
  }

  @Test
  void asUserJar() throws Exception {
    assertThat(read(Installation.flink(), "ADD JAR '" + Installation.oneJar() + "'"))
        .isEqualTo(SharedTrades.rows());
  }

  @Test
  void behindOldRelatives() throws Exception {
    assertThat(
            read(
                with(
                    Installation.foreign(),
                    with(List.of(Installation.oneJar()), Installation.flink()))))
        .isEqualTo(SharedTrades.rows());
  }

  @Test
  void beforeOldRelatives() throws Exception {
    assertThat(
            read(
                with(
                    List.of(Installation.oneJar()),
                    with(Installation.flink(), Installation.foreign()))))
        .isEqualTo(SharedTrades.rows());
  }

  private List<String> read(List<Path> classPath, String... first) throws Exception {
    ForkedJvm jvm = new ForkedJvm(directory, with(classPath, Installation.programs()));
    List<String> statements = new ArrayList<>(List.of(first));
    statements.add(trades.createTable());
    statements.add(QUERY);
    return jvm.run(SqlProgram.class, statements).stream()
        .filter(it -> it.startsWith(SqlProgram.ROW))
        .map(it -> it.substring(SqlProgram.ROW.length()))
        .toList();
  }

  private static List<Path> with(List<Path> some, Path further) {
    return with(some, List.of(further));
  }

  private static List<Path> with(List<Path> some, List<Path> further) {
    return Stream.concat(some.stream(), further.stream()).toList();
  }
}
