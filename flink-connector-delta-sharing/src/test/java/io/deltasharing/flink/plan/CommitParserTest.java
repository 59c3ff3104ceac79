/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitParserTest {
  private static final String GO_NO_FURTHER =
      "; a continuous read follows appended rows only. Start a new job, without the old one's"
          + " state, to read the table from its current version.";

  private final CommitParser parser = new CommitParser("market.live.trades", file -> file);

  @Test
  void readsAddsInTheOrderOfTheirLines() {
    Commit commit =
        parse(
            """
            {"commitInfo":{"operation":"WRITE","dataChange":true}}
            {"add":{"path":"b.parquet","size":20,"partitionValues":{},"dataChange":true}}

            {"add":{"path":"a.parquet","size":10,"partitionValues":{},"dataChange":true}}
            {"txn":{"appId":"x","version":1}}
            {"domainMetadata":{"domain":"d","configuration":"","removed":false}}
            """);
    assertThat(commit.version()).isEqualTo(7);
    assertThat(commit.added())
        .extracting(DataFile::path, DataFile::size)
        .containsExactly(Tuple.tuple("b.parquet", 20L), Tuple.tuple("a.parquet", 10L));
  }

  @Test
  void skipsWhatOnlyRearrangesData() {
    assertThat(
            parse(
                    """
                    {"remove":{"path":"a.parquet","dataChange":false}}
                    {"add":{"path":"b.parquet","size":20,"partitionValues":{},"dataChange":false}}
                    """)
                .added())
        .isEmpty();
  }

  @Test
  void readsPartitionValues() {
    DataFile file =
        add("\"path\":\"p\",\"partitionValues\":{\"day\":\"2026-01-01\",\"who\":null,\"x\":\"\"}");
    assertThat(file.partitionValues())
        .hasSize(3)
        .containsEntry("day", "2026-01-01")
        .containsEntry("who", null)
        .containsEntry("x", "");
  }

  @ParameterizedTest
  @CsvSource({
    "a.parquet, a.parquet",
    "p=a%20b/c.parquet, p=a b/c.parquet",
    "p=1+1/c.parquet, p=1+1/c.parquet",
    "p=50%2525/c.parquet, p=50%25/c.parquet",
    "p=%C3%BC/c.parquet, p=ü/c.parquet",
    "p=ü/c.parquet, p=ü/c.parquet",
    "s3://other/x%20y.parquet, s3://other/x y.parquet"
  })
  void decodesPaths(String inLog, String path) {
    assertThat(add("\"path\":\"" + inLog + "\"").path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({"100%", "a%2", "a%zz"})
  void refusesABrokenPath(String inLog) {
    assertThatThrownBy(() -> add("\"path\":\"" + inLog + "\""))
        .isInstanceOf(PlanningException.class)
        .hasMessage("the log names a file by a broken path: '" + inLog + "'");
  }

  @Test
  void refusesAnAddWithoutAPath() {
    assertThatThrownBy(() -> add("\"size\":1"))
        .isInstanceOf(PlanningException.class)
        .hasMessage("Version 7 of market.live.trades is not a readable commit.");
  }

  @Test
  void readsDeletionVectors() {
    assertThat(
            add("\"path\":\"p\",\"deletionVector\":{\"storageType\":\"u\",\"pathOrInlineDv\":\"ab\","
                    + "\"offset\":1,\"sizeInBytes\":36,\"cardinality\":2}")
                .deletionVector())
        .isEqualTo(new DeletionVector("u", "ab", 1, 36, 2));
    assertThat(
            add("\"path\":\"p\",\"deletionVector\":{\"storageType\":\"i\",\"pathOrInlineDv\":\"cd\","
                    + "\"sizeInBytes\":40,\"cardinality\":6}")
                .deletionVector())
        .isEqualTo(new DeletionVector("i", "cd", null, 40, 6));
    assertThat(add("\"path\":\"p\",\"deletionVector\":null").deletionVector()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"remove\":{\"path\":\"a\",\"dataChange\":true}}"
            + "|removes or rewrites rows (UPDATE, DELETE, MERGE or overwrite)",
        "{\"remove\":{\"path\":\"a\"}}"
            + "|removes or rewrites rows (UPDATE, DELETE, MERGE or overwrite)",
        "{\"metaData\":{\"id\":\"x\"}}|changes the table's schema or properties",
        "{\"protocol\":{\"minReaderVersion\":3}}|changes the table's protocol"
      })
  void refusesWhatIsNotAnAppend(String line, String what) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(PlanningException.class)
        .hasMessage("Version 7 of market.live.trades " + what + GO_NO_FURTHER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"add\":{\"path\":\"a\"", "<html>", "{} garbage", "42", "[]"})
  void refusesGarbage(String line) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(PlanningException.class)
        .hasMessage("Version 7 of market.live.trades is not a readable commit.");
  }

  private DataFile add(String fields) {
    return parse("{\"add\":{" + fields + "}}").added().get(0);
  }

  private Commit parse(String lines) {
    return parser.parse(7, lines.getBytes(StandardCharsets.UTF_8));
  }
}
