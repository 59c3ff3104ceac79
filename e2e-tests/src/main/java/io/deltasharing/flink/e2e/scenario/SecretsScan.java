/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.embedded.SecretScanner;
import io.deltasharing.flink.e2e.cluster.FlinkCluster;
import io.deltasharing.flink.e2e.cluster.FlinkRest;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for every secret that was given out in all that Flink wrote, says and was started with. A
 * savepoint is made for it. Secrets are asked for after it, as it would hold the newest; some are
 * planted to see that they are found.
 */
final class SecretsScan implements Scenario {
  private static final Pattern JOB = Pattern.compile("\"(?:jid|id)\":\"([0-9a-f]{32})\"");

  @Override
  public String name() {
    return "secrets-scan";
  }

  @Override
  public String run(Stage stage) {
    StreamJob job = StreamJob.start(stage, name(), 2);
    job.goOn(1.2);
    Map<String, byte[]> answers = answers(stage.cluster().rest());
    Map<String, byte[]> processes = processes(stage.cluster());
    String savepoint = job.stopWithSavepoint();
    // Nothing is vended, written or cleaned up now.
    List<String> secrets = stage.server().secretsInPlay();
    seesWhatIsPlanted(secrets);
    SecretScanner scanner = new SecretScanner(secrets);
    answers.forEach(scanner::scan);
    processes.forEach(scanner::scan);
    scanFiles(stage, scanner);
    job.resume(savepoint, 2);
    String outcome = job.finish();
    Expectation.that(
        scanner.findings().isEmpty(),
        scanner.findings().size() + " secrets found, such as " + first(scanner.findings()));
    return outcome
        + " secrets="
        + secrets.size()
        + " found=0 scannedKb="
        + scanner.scannedBytes() / 1024
        + " restAnswers="
        + answers.size()
        + " processFiles="
        + processes.size();
  }

  private static void seesWhatIsPlanted(List<String> secrets) {
    SecretScanner planted = new SecretScanner(secrets);
    secrets.forEach(secret -> planted.scan("planted", "x=" + secret + ";"));
    Expectation.that(
        planted.findings().size() == secrets.size(), "the scanner does not see planted secrets");
  }

  /** What the REST endpoint says, by what was asked. */
  private static Map<String, byte[]> answers(FlinkRest rest) {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/config",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobs/overview",
                "/taskmanagers"));
    Matcher jobs = JOB.matcher(rest.text("/jobs"));
    while (jobs.find()) {
      String path = "/jobs/" + jobs.group(1);
      paths.addAll(
          List.of(
              path,
              path + "/config",
              path + "/plan",
              path + "/exceptions",
              path + "/accumulators",
              path + "/checkpoints",
              path + "/metrics"));
    }
    Map<String, byte[]> answers = new LinkedHashMap<>();
    paths.forEach(
        path ->
            answers.put(
                "the REST answer to " + path, rest.text(path).getBytes(StandardCharsets.UTF_8)));
    return answers;
  }

  /** What the cluster's processes were started with, by file. */
  private static Map<String, byte[]> processes(FlinkCluster cluster) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (ServerProcess process : cluster.processes()) {
      for (String name : List.of("cmdline", "environ")) {
        Path file = Path.of("/proc", String.valueOf(process.pid()), name);
        files.put(file.toString(), bytes(file));
      }
    }
    return files;
  }

  private static void scanFiles(Stage stage, SecretScanner scanner) {
    for (Path directory : stage.clusterDirectories()) {
      try {
        scanner.scanTree(directory);
      } catch (IOException e) {
        throw new Failure("Cannot scan " + directory, e);
      }
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Failure("Cannot scan " + file, e);
    }
  }

  private static String first(List<String> findings) {
    return String.join(", ", findings.subList(0, Math.min(3, findings.size())));
  }
}
