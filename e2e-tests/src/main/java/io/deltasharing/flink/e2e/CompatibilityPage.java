/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes docs/compatibility.md from the results of {@code bin/e2e}. */
public final class CompatibilityPage {
  private static final String HEAD =
      """
      # Compatibility

      The same jar, `flink-sql-connector-delta-sharing`, compiled against Flink 1.20.0, on clusters of separate JVMs: a JobManager, two
      TaskManagers, a sharing server and a store whose STS makes credentials that live for five seconds. Each scenario compares every row
      that arrived with what was committed. `bin/e2e --flink VERSION --store STORE` runs a line of the first table; this page is what
      `bin/e2e --write-compatibility` made of the last runs of all scenarios.

      | Flink | store | jar | SQL by | scenarios | passed | failed |
      |---|---|---|---|---|---|---|
      """;

  private CompatibilityPage() {}

  /** The argument is the page's file. */
  public static void main(String[] args) throws Exception {
    Path results = Surroundings.fromProperties().module().resolve("target/results");
    List<JsonNode> runs = new ArrayList<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.sorted().toList()) {
        runs.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    write(Path.of(args[0]), runs);
    System.out.println(runs.size() + " runs in " + args[0]);
  }

  private static void write(Path page, List<JsonNode> runs) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    runs.sort(
        Comparator.comparing((JsonNode run) -> run.path("flink").asText())
            .thenComparing(run -> run.path("store").asText())
            .thenComparing(run -> run.path("install").asText()));
    for (JsonNode run : runs) {
      int passed = passed(run);
      int all = run.path("scenarios").size();
      text.append(
          "| %s | %s | %s | %s | %d | %d | %d |%n"
              .formatted(
                  run.path("flink").asText(),
                  run.path("store").asText(),
                  run.path("install").asText(),
                  run.path("sql").asText(),
                  all,
                  passed,
                  all - passed));
    }
    text.append(
        "\n`gateway`: Flink's SQL gateway and SQL client. `program`: a program with a TableEnvironment, where Maven Central");
    text.append(" has no gateway of that\nversion.\n");
    appendScenarios(text, runs);
    Files.writeString(page, text);
  }

  /** The scenarios with the seconds that each run took. */
  private static void appendScenarios(StringBuilder text, List<JsonNode> runs) {
    text.append(
        "\n## Scenarios\n\nSeconds that each took, in the order of the lines above; a new cluster, where one was needed, included.\n\n");
    text.append("| scenario | seconds |\n|---|---|\n");
    List<String> names = new ArrayList<>();
    for (JsonNode run : runs) {
      run.path("scenarios")
          .forEach(
              scenario -> {
                String name = scenario.path("name").asText();
                if (!names.contains(name)) {
                  names.add(name);
                }
              });
    }
    for (String name : names) {
      List<String> seconds = runs.stream().map(run -> seconds(run, name)).toList();
      text.append("| `%s` | %s |%n".formatted(name, String.join(", ", seconds)));
    }
  }

  private static String seconds(JsonNode run, String name) {
    for (JsonNode scenario : run.path("scenarios")) {
      if (scenario.path("name").asText().equals(name)) {
        return scenario.path("passed").asBoolean() ? scenario.path("seconds").asText() : "failed";
      }
    }
    return "–";
  }

  private static int passed(JsonNode run) {
    int passed = 0;
    for (JsonNode scenario : run.path("scenarios")) {
      passed += scenario.path("passed").asBoolean() ? 1 : 0;
    }
    return passed;
  }
}
