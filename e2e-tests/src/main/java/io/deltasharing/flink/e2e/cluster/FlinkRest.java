/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.JsonHttp;
import io.deltasharing.flink.e2e.process.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JobManager's REST API. While it is down, {@link #overview()} says so by an empty answer. */
public final class FlinkRest {
  private static final Patience SAVEPOINT = new Patience(Duration.ofSeconds(90));
  private static final Patience CHECKPOINT = new Patience(Duration.ofSeconds(60));

  private static final Pattern CREATED =
      Pattern.compile("A savepoint has been created at: (\\S+), but");

  private final int port;
  private final JsonHttp http;

  FlinkRest(int port) {
    this.port = port;
    this.http = new JsonHttp(URI.create("http://127.0.0.1:" + port));
  }

  public int port() {
    return port;
  }

  /** Any GET answer, as text; for who looks for secrets in it. */
  public String text(String path) {
    return http.text(path);
  }

  /** Counts of TaskManagers and slots. */
  public JsonNode overview() {
    return http.tryGet("/overview");
  }

  /** RUNNING, RESTARTING, FAILED and so on; UNKNOWN while nobody answers. */
  public String state(String job) {
    return http.tryGet("/jobs/" + job).path("state").asText("UNKNOWN");
  }

  /** The message of what failed the job last, with its stack trace. */
  public String failure(String job) {
    return http.get("/jobs/" + job + "/exceptions?maxExceptions=5").toString();
  }

  /** How often the job was restored from a checkpoint or savepoint. */
  public int restored(String job) {
    return http.tryGet("/jobs/" + job + "/checkpoints").path("counts").path("restored").asInt();
  }

  /** How many checkpoints the job has completed. */
  public int completedCheckpoints(String job) {
    return http.tryGet("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
  }

  /** The ids of the TaskManagers that run a part of the job. */
  public Set<String> taskManagers(String job) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode vertex : http.get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers";
      for (JsonNode taskManager : http.get(path).path("taskmanagers")) {
        ids.add(taskManager.path("taskmanager-id").asText());
      }
    }
    return ids;
  }

  /** Waits for so many more completed checkpoints. */
  public void awaitCheckpoints(String job, int more) {
    int before = completedCheckpoints(job);
    CHECKPOINT.await(
        more + " more checkpoints of the job " + job + ", which is " + state(job),
        () -> completedCheckpoints(job) >= before + more);
  }

  /**
   * Stops the job with a savepoint. Flink fails a job to which its coordinator sends an event while
   * a task ends; the savepoint is as good then, and Flink says where it is.
   *
   * @return its path
   */
  public String stopWithSavepoint(String job, String directory) {
    JsonNode operation = stop(job, directory);
    String location = operation.path("location").asText("");
    if (location.isEmpty()) {
      String cause = operation.path("failure-cause").toString();
      Matcher created = CREATED.matcher(cause);
      if (!created.find()) {
        throw new Failure("The savepoint failed: " + cause);
      }
      location = created.group(1);
    }
    SAVEPOINT.await("the stopped job has ended", () -> isOver(job));
    return location;
  }

  private JsonNode stop(String job, String directory) {
    JsonNode answer =
        http.post("/jobs/" + job + "/stop", Map.of("targetDirectory", directory, "drain", false));
    String trigger = "/jobs/" + job + "/savepoints/" + answer.path("request-id").asText();
    SAVEPOINT.await(
        "a savepoint of " + job,
        () -> http.get(trigger).path("status").path("id").asText().equals("COMPLETED"));
    return http.get(trigger).path("operation");
  }

  /** Cancels a job that runs; one that has ended is left alone. */
  public void cancel(String job) {
    if (isOver(job)) {
      return;
    }
    http.patch("/jobs/" + job + "?mode=cancel");
    CHECKPOINT.await("the job " + job + " is cancelled", () -> isOver(job));
  }

  private boolean isOver(String job) {
    return switch (state(job)) {
      case "FINISHED", "CANCELED", "FAILED" -> true;
      default -> false;
    };
  }
}
