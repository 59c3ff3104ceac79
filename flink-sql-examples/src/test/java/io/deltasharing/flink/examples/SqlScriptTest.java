/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlScriptTest {

  @TempDir Path directory;

  @Test
  void cutsAtSemicolonsThatEndStatements() throws Exception {
    assertThat(
            split(
                """
                -- a comment; with a semicolon, and one quote: '

                SELECT 'a;''b;', `x;``y` -- in the middle; of it
                FROM t /* here; too, and -- this */ WHERE a = '--' ;
                ;
                SELECT /*+ OPTIONS('a' = 'b') */ 1; SELECT 2
                """))
        .containsExactly(
            new SqlStatement(
                "f.sql",
                3,
                """
                SELECT 'a;''b;', `x;``y` -- in the middle; of it
                FROM t /* here; too, and -- this */ WHERE a = '--'"""),
            new SqlStatement("f.sql", 6, "SELECT /*+ OPTIONS('a' = 'b') */ 1"),
            new SqlStatement("f.sql", 6, "SELECT 2"));
  }

  @Test
  void findsNothingInNothing() throws Exception {
    assertThat(split("")).isEmpty();
    assertThat(split(" ;\n; -- nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT 'a;, literal",
    "SELECT `a;, quoted name",
    "SELECT /* a;, comment",
    "/*/ SELECT 1;, comment"
  })
  void saysWhatDoesNotEnd(String text, String what) {
    assertThatThrownBy(() -> split("SELECT 1;\n" + text))
        .isInstanceOf(UsageException.class)
        .hasMessage("f.sql, line 2: this " + what + " does not end");
  }

  @Test
  void takesSettingsFromTheTop() throws Exception {
    SqlScript script =
        SqlScript.of(split("SET 'a.b' = 'it''s'; set 'c'='';\nCREATE TABLE t (a INT);"));
    assertThat(script.settings()).containsExactly(entry("a.b", "it's"), entry("c", ""));
    assertThat(script.statements())
        .extracting(SqlStatement::text)
        .containsExactly("CREATE TABLE t (a INT)");
  }

  @Test
  void refusesSettingsFurtherDown() {
    assertThatThrownBy(() -> SqlScript.of(split("SELECT 1;\n\nSET 'a' = 'b';")))
        .isInstanceOf(UsageException.class)
        .hasMessage("f.sql, line 3: SET has to stand before all other statements of a file");
  }

  @Test
  void saysThatThereIsNoFile() {
    Path file = directory.resolve("none.sql");
    assertThatThrownBy(() -> SqlScript.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessage("There is no file " + file);
  }

  @Test
  void readsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("f.sql"), "SELECT 1;");
    assertThat(SqlScript.read(file).statements())
        .containsExactly(new SqlStatement("f.sql", 1, "SELECT 1"));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE TABLE t (a INT), true, false",
    "alter table t SET ('a' = 'b'), true, false",
    "INSERT INTO t SELECT 1, false, true",
    "EXECUTE INSERT INTO t SELECT 1, false, true",
    "SELECT 1, false, false",
    "(SELECT 1), false, false"
  })
  void knowsStatementsByTheirFirstWord(String text, boolean declares, boolean writes) {
    SqlStatement statement = new SqlStatement("f.sql", 1, text);
    assertThat(statement.declares()).isEqualTo(declares);
    assertThat(statement.writes()).isEqualTo(writes);
  }

  private static List<SqlStatement> split(String text) throws UsageException {
    return new SqlSplitter("f.sql", text).statements();
  }

  private static Map.Entry<String, String> entry(String key, String value) {
    return Map.entry(key, value);
  }
}
