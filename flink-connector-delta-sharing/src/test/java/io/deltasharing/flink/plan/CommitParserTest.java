/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitParserTest {
  private static final long MODIFIED_AT = 1_767_225_600_000L;

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
        .hasMessage(
            "Version 7 of market.live.trades cannot be read:"
                + " '_delta_log/00000000000000000007.json' is not a readable commit. Tell the"
                + " table's provider.");
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

  @Test
  void tellsAnAppendFromAChange() {
    assertThat(parse(ADD).changesRows()).isFalse();
    assertThat(parse("{\"remove\":{\"path\":\"a\",\"dataChange\":false}}").changesRows()).isFalse();
    Commit removal = parse("{\"remove\":{\"path\":\"a\"}}" + "\n" + ADD);
    assertThat(removal.changesRows()).isTrue();
    assertThat(removal.removed()).isEqualTo(1);
    assertThat(removal.onlyDeletes()).isFalse();
  }

  @Test
  void knowsACommitThatOnlyDeletes() {
    assertThat(parse("{\"remove\":{\"path\":\"a\"}}").onlyDeletes()).as("whole files").isTrue();
    assertThat(deletesMore(null, 1)).as("the first rows of a file").isTrue();
    assertThat(deletesMore(1L, 3)).as("more rows of a file").isTrue();
    assertThat(deletesMore(3L, 1)).as("rows restored").isFalse();
    assertThat(parse(removeWith(3L) + "\n{\"add\":{\"path\":\"a%20b\",\"size\":1}}").onlyDeletes())
        .as("all rows restored")
        .isFalse();
    assertThat(parse(ADD).onlyDeletes()).isFalse();
  }

  private boolean deletesMore(@Nullable Long before, long after) {
    return parse(
            removeWith(before)
                + "\n{\"add\":{\"path\":\"a%20b\",\"size\":1,"
                + vector(after)
                + "}}")
        .onlyDeletes();
  }

  private static String removeWith(@Nullable Long deleted) {
    return "{\"remove\":{\"path\":\"a%20b\",\"dataChange\":true"
        + (deleted == null ? "" : "," + vector(deleted))
        + "}}";
  }

  private static String vector(long deleted) {
    return "\"deletionVector\":{\"storageType\":\"u\",\"pathOrInlineDv\":\"ab\",\"offset\":1,"
        + "\"sizeInBytes\":36,\"cardinality\":"
        + deleted
        + "}";
  }

  @Test
  void readsOperationAndTime() {
    Commit byFile = parse("{\"commitInfo\":{\"operation\":\"MERGE\",\"timestamp\":5}}");
    assertThat(byFile.operation()).isEqualTo("MERGE");
    assertThat(byFile.timestamp()).isEqualTo(MODIFIED_AT);
    assertThat(parse("{\"commitInfo\":{\"inCommitTimestamp\":77}}").timestamp()).isEqualTo(77);
  }

  @Test
  void readsTheDefinition() {
    Commit commit =
        parse(
            "{\"metaData\":{\"id\":\"x\",\"schemaString\":\"{}\",\"partitionColumns\":[\"day\"],"
                + "\"configuration\":{\"delta.columnMapping.mode\":\"name\"}}}");
    assertThat(commit.definition())
        .isEqualTo(new TableDefinition("x", "{}", List.of("day"), "name"));
    assertThat(parse(ADD).definition()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'minReaderVersion':1}|",
        "{'minReaderVersion':2}|columnMapping",
        "{'minReaderVersion':3,'readerFeatures':['deletionVectors']}|deletionVectors",
        "{'minReaderVersion':4}|of reader version 4"
      })
  void readsWhatIsAskedOfReaders(String protocol, @Nullable String feature) {
    assertThat(parse("{\"protocol\":" + protocol.replace('\'', '"') + "}").readerFeatures())
        .isEqualTo(feature == null ? Set.of() : Set.of(feature));
  }

  @Test
  void readsTheLowestTimeOfAFile() {
    String stats =
        "\"stats\":\"{\\\"minValues\\\":{\\\"ts\\\":\\\"2026-01-01T00:00:00.001Z\\\"}}\"";
    assertThat(add("\"path\":\"p\"," + stats).earliest()).as("not asked for").isNull();
    parser.select(new FileSelection(new EarliestTime("ts"), null, null));
    assertThat(add("\"path\":\"p\"," + stats).earliest()).isEqualTo(1_767_225_600_001_000L);
    assertThat(add("\"path\":\"p\"").earliest()).isNull();
  }

  @Test
  void filesThatAreLeftOutStayInTheirPlace() {
    TableDefinition table =
        new TableDefinition(
            "id",
            "{\"type\":\"struct\",\"fields\":[{\"name\":\"p\",\"type\":\"integer\","
                + "\"nullable\":true,\"metadata\":{}}]}",
            List.of("p"),
            "none");
    Predicate first =
        new Predicate.Comparison(
            Column.of("p"), Predicate.Operator.EQ, new Value.Whole(Value.Unit.NUMBER, 1));
    parser.select(new FileSelection(null, FileFilter.of(first, table), 10L));
    String stats = ",\"stats\":\"{\\\"numRecords\\\":7}\"}}";
    Commit commit =
        parse(
            "{\"add\":{\"path\":\"a\",\"size\":5,\"partitionValues\":{\"p\":\"2\"}"
                + stats
                + "\n{\"add\":{\"path\":\"b\",\"size\":6,\"partitionValues\":{\"p\":\"1\"}"
                + stats);
    assertThat(commit.added()).extracting(DataFile::isSkipped).containsExactly(true, false);
    assertThat(commit.added().get(1).facts().rows()).isEqualTo(7);
    assertThat(commit.skipped()).isEqualTo(new SkippedFiles(1, 0, 5, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"add\":{\"path\":\"a\"", "<html>", "{} garbage", "42", "[]"})
  void refusesGarbage(String line) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Version 7 of market.live.trades cannot be read:"
                + " '_delta_log/00000000000000000007.json' is not a readable commit. Tell the"
                + " table's provider.");
  }

  private static final String ADD = "{\"add\":{\"path\":\"new\",\"size\":1}}";

  private DataFile add(String fields) {
    return parse("{\"add\":{" + fields + "}}").added().get(0);
  }

  private Commit parse(String lines) {
    return parser.parse(7, lines.getBytes(StandardCharsets.UTF_8), MODIFIED_AT);
  }
}
