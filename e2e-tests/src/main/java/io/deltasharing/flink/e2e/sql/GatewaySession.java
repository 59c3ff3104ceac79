/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.JsonHttp;
import io.deltasharing.flink.e2e.process.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session of the SQL gateway's REST endpoint. */
final class GatewaySession implements SqlSession {
  private static final Patience STATEMENT = new Patience(Duration.ofMinutes(2));
  private static final Set<String> AT_WORK = Set.of("INITIALIZED", "PENDING", "RUNNING");

  private final JsonHttp http;
  private final String path;

  GatewaySession(JsonHttp http, String path) {
    this.http = http;
    this.path = path;
  }

  @Override
  public void set(String key, String value) {
    execute("SET '" + key + "' = '" + value + "'");
  }

  @Override
  public void reset(String key) {
    execute("RESET '" + key + "'");
  }

  @Override
  public void execute(String statement) {
    run(statement);
  }

  @Override
  public String submit(String insert) {
    for (JsonNode page : run(insert)) {
      if (page.has("jobID")) {
        return page.path("jobID").asText();
      }
    }
    throw new Failure("The gateway named no job for: " + insert);
  }

  @Override
  public List<List<String>> query(String select) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode page : run(select)) {
      for (JsonNode row : page.path("results").path("data")) {
        List<String> fields = new ArrayList<>();
        row.path("fields").forEach(field -> fields.add(field.asText()));
        rows.add(fields);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    http.delete(path);
  }

  /** The pages of a statement's result. */
  private List<JsonNode> run(String statement) {
    JsonNode answer = http.post(path + "/statements", Map.of("statement", statement));
    String operation = path + "/operations/" + answer.path("operationHandle").asText();
    STATEMENT.await(
        "the end of: " + statement,
        () -> !AT_WORK.contains(http.get(operation + "/status").path("status").asText()));
    List<JsonNode> pages = new ArrayList<>();
    String next = operation + "/result/0?rowFormat=JSON";
    while (!next.isEmpty()) {
      String now = next;
      STATEMENT.await(
          "a page of: " + statement,
          () -> !http.get(now).path("resultType").asText().equals("NOT_READY"));
      JsonNode page = http.get(now);
      pages.add(page);
      next = page.path("nextResultUri").asText("");
    }
    return pages;
  }
}
