/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.SecretScanner;
import io.deltasharing.flink.testing.StreamingRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether any secret in play gets out of the processes that need it: into logs at DEBUG, state, job
 * graph, failures, REST.
 */
@Timeout(180)
class SecretsITCase {
  private static final Pattern MESSAGE_START = Pattern.compile("\n(?=\\d{4}-\\d{2}-\\d{2} )");
  private static final Pattern METRIC_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path directory;

  @Test
  void noneGetsOut(@InjectClusterRESTAddress URI rest) throws Exception {
    Path log = directory.resolve("everything.log");
    Path state = directory.resolve("state");
    List<String> answers = new ArrayList<>();
    String failure;
    List<String> secrets;
    try (DebugLog all = DebugLog.into(log);
        StreamingRun run = new StreamingRun(directory, Duration.ofSeconds(3))) {
      JobClient job = run.start(2, checkpointsInto(state));
      String oldToken = run.server().bearerToken();
      run.server().faults().garble(RequestKind.TEMPORARY_CREDENTIALS, 1);
      run.goOnFor(Duration.ofSeconds(3));
      run.server().faults().revokeCredentials();
      run.server().faults().rotateBearerToken();
      run.writeProfile();
      run.goOnFor(Duration.ofSeconds(3));
      run.catchUp();
      job.triggerSavepoint(
              state.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
          .get();
      answers.addAll(restAnswers(rest, job));
      run.server().faults().revokeAccess("market.live.trades", 403);
      failure = ExceptionUtils.stringifyException(run.failure(Duration.ofSeconds(60)));
      answers.addAll(restAnswers(rest, job));
      secrets = new ArrayList<>(run.server().secretsInPlay());
      secrets.add(oldToken);
    }
    byte[] graph =
        InstantiationUtil.serializeObject(
            DeltaSharingSource.builder()
                .path(directory.resolve("config.share") + "#market.live.trades")
                .columns(new org.apache.flink.table.types.logical.RowType(List.of()))
                .build());

    SecretScanner scanner = new SecretScanner(secrets);
    scanner.scan("a place where one is planted", "x" + secrets.get(0) + "y");
    assertThat(scanner.findings()).as("the scanner sees").hasSize(1);
    scanner.findings().clear();
    String logged = Files.readString(log);
    assertThat(logged)
        .as("the log is that of all at DEBUG")
        .contains("DEBUG")
        .contains("S3AFileSystem");
    scanLines(scanner, secrets, logged);
    scanner.scanTree(state);
    scanner.scan("job graph", graph);
    scanner.scan("failure", failure);
    answers.forEach(it -> scanner.scan("REST answer", it));

    System.out.printf(
        "SecretsITCase: secrets=%d scannedBytes=%d logBytes=%d restAnswers=%d found=%d%n",
        secrets.size(),
        scanner.scannedBytes(),
        logged.length(),
        answers.size(),
        scanner.findings().size());
    assertThat(scanner.findings().stream().limit(40)).isEmpty();
  }

  /** Line by line only if there is something to find, to say who logged it. */
  private static void scanLines(SecretScanner scanner, List<String> secrets, String logged) {
    SecretScanner first = new SecretScanner(secrets);
    first.scan("log", logged);
    if (first.findings().isEmpty()) {
      scanner.scan("log", logged);
    } else {
      // Messages begin with a date; a line without one belongs to the message before it.
      for (String message : MESSAGE_START.split(logged, -1)) {
        scanner.scan(message.substring(0, Math.min(120, message.length())), message);
      }
    }
  }

  private static Configuration checkpointsInto(Path state) {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "300 ms");
    configuration.setString(
        "execution.checkpointing.dir", state.resolve("checkpoints").toUri().toString());
    configuration.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    configuration.setString("restart-strategy.type", "none");
    return configuration;
  }

  /** Whatever the REST endpoint tells of the job and the cluster, all metrics with their values. */
  private static List<String> restAnswers(URI rest, JobClient job) throws Exception {
    String root = rest.toString() + "/";
    String jobRoot = root + "jobs/" + job.getJobID();
    List<String> answers = new ArrayList<>();
    for (String path :
        List.of(
            "",
            "/plan",
            "/config",
            "/exceptions",
            "/checkpoints",
            "/checkpoints/config",
            "/jobmanager/config")) {
      answers.add(get(jobRoot + path));
    }
    for (String path :
        List.of("config", "jobmanager/config", "jobmanager/metrics", "taskmanagers", "overview")) {
      answers.add(get(root + path));
    }
    Matcher vertices =
        Pattern.compile("\"vertices\":\\[\\{\"id\":\"([0-9a-f]+)\"").matcher(answers.get(0));
    if (vertices.find()) {
      String metrics = jobRoot + "/vertices/" + vertices.group(1) + "/metrics";
      String names = get(metrics);
      answers.add(names);
      Matcher ids = METRIC_ID.matcher(names);
      while (ids.find()) {
        answers.add(get(metrics + "?get=" + ids.group(1).replace(" ", "%20")));
      }
    }
    return answers;
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
