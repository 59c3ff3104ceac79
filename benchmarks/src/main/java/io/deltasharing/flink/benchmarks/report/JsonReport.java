/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltasharing.flink.benchmarks.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Results for programs: {@code bench.json}. */
public final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  public static void write(
      Path file, List<Result> results, long lineitems, Machine machine, Versions versions)
      throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("machine", MAPPER.valueToTree(machine));
    root.put("lineitems", lineitems);
    ArrayNode scenarios = root.putArray("scenarios");
    results.forEach(it -> scenarios.add(scenario(it, versions)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, MAPPER.writeValueAsBytes(root));
  }

  private static ObjectNode scenario(Result result, Versions versions) {
    ObjectNode node = MAPPER.createObjectNode();
    Figures peer = result.of(result.scenario().peer());
    node.put("name", result.scenario().name());
    node.put("peer", result.scenario().peer().label());
    ArrayNode contenders = node.putArray("contenders");
    for (Contender contender : result.contenders()) {
      Figures figures = result.of(contender);
      contenders
          .addObject()
          .put("name", contender.label())
          .put("version", versions.of(contender))
          .put("rounds", figures.rounds())
          .put("medianWallMillis", figures.wallMillis())
          .put("medianCpuMillis", figures.cpuMillis())
          .put("timesAsFastAsPeerByWall", peer.wallMillis() / figures.wallMillis())
          .put("timesAsFastAsPeerByCpu", peer.cpuMillis() / figures.cpuMillis())
          .put("rows", figures.rows())
          .put("requests", figures.requests());
    }
    ArrayNode targets = node.putArray("targets");
    for (Verdict verdict : result.verdicts()) {
      targets
          .addObject()
          .put("target", verdict.target())
          .put("reached", verdict.reached())
          .put("met", verdict.isMet());
    }
    return node;
  }
}
