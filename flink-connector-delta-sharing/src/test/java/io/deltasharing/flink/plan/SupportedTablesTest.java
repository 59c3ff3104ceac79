/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DataType;
import io.deltasharing.flink.testing.RefusedTables;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.types.DeltaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page "Supported tables" against the code, and the code against the tables that prove it. */
class SupportedTablesTest {
  private static final Path PAGE = Path.of("..", "docs", "supported-tables.md");

  @TempDir Path directory;

  @Test
  void saysWhatIsRead() throws IOException {
    assertThat(features("read")).containsExactlyInAnyOrderElementsOf(ReaderFeatures.SUPPORTED);
  }

  @Test
  void saysWhatIsRefused() throws IOException {
    assertThat(features("refused")).containsAll(RefusedTables.FEATURES);
  }

  @Test
  void everyFeatureThatIsReadHasATable() throws IOException {
    Set<String> written =
        WrittenTables.copyTo(directory).stream()
            .flatMap(SupportedTablesTest::commits)
            .flatMap(it -> matches("\"readerFeatures\":\\[([^]]*)]", it))
            .flatMap(it -> matches("\"([^\"]*)\"", it.group(1)))
            .map(it -> it.group(1))
            .collect(Collectors.toSet());
    assertThat(written).containsAll(ReaderFeatures.SUPPORTED).containsAll(RefusedTables.FEATURES);
  }

  @Test
  void saysTheTypesAsTheyAre() throws IOException {
    List<MatchResult> lines =
        matches("(?m)^\\| `([^`]*)` \\| `([^`]*)` \\|$", Files.readString(PAGE)).toList();
    assertThat(lines).hasSizeGreaterThan(10);
    for (MatchResult line : lines) {
      assertThat(DeltaTypes.toFlink(delta(line.group(1))).copy(true))
          .as(line.group(1))
          .isEqualTo(flink(line.group(2)));
    }
  }

  private static List<String> features(String verdict) throws IOException {
    return matches("(?m)^\\| `([^`]*)` \\| " + verdict + " \\|", Files.readString(PAGE))
        .map(it -> it.group(1))
        .toList();
  }

  private static Stream<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results();
  }

  private static Stream<String> commits(WrittenTable table) {
    try (Stream<Path> files = Files.list(table.directory().resolve("_delta_log"))) {
      return files.filter(it -> it.toString().endsWith(".json")).toList().stream()
          .map(SupportedTablesTest::text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static DataType delta(String type) {
    String schema =
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"c\",\"type\":\""
            + type
            + "\",\"nullable\":true,\"metadata\":{}}]}";
    return KernelAdapter.schema(schema).get("c").getDataType();
  }

  private static LogicalType flink(String type) {
    return LogicalTypeParser.parse(type, SupportedTablesTest.class.getClassLoader());
  }
}
