/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.embedded.SecretScanner;
import io.deltasharing.flink.e2e.cluster.FlinkCluster;
import io.deltasharing.flink.e2e.cluster.FlinkRest;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for every secret that was given out in all that Flink wrote, says and was started with. A
 * savepoint is made for it, and secrets are planted first to see that they are found.
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
    List<String> secrets = stage.server().secretsInPlay();
    seesWhatIsPlanted(secrets);
    SecretScanner scanner = new SecretScanner(secrets);
    int answers = scanAnswers(stage.cluster().rest(), scanner);
    int processes = scanProcesses(stage.cluster(), scanner);
    String savepoint = job.stopWithSavepoint();
    // Nothing is written or cleaned up now.
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
        + answers
        + " processes="
        + processes;
  }

  private static void seesWhatIsPlanted(List<String> secrets) {
    SecretScanner planted = new SecretScanner(secrets);
    secrets.forEach(secret -> planted.scan("planted", "x=" + secret + ";"));
    Expectation.that(
        planted.findings().size() == secrets.size(), "the scanner does not see planted secrets");
  }

  private static int scanAnswers(FlinkRest rest, SecretScanner scanner) {
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
    paths.forEach(path -> scanner.scan("the REST answer to " + path, rest.text(path)));
    return paths.size();
  }

  private static int scanProcesses(FlinkCluster cluster, SecretScanner scanner) {
    List<ServerProcess> processes = cluster.processes();
    for (ServerProcess process : processes) {
      for (String file : List.of("cmdline", "environ")) {
        scanFile(Path.of("/proc", String.valueOf(process.pid()), file), scanner);
      }
    }
    return processes.size();
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

  private static void scanFile(Path file, SecretScanner scanner) {
    try {
      scanner.scan(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Failure("Cannot scan " + file, e);
    }
  }

  private static String first(List<String> findings) {
    return String.join(", ", findings.subList(0, Math.min(3, findings.size())));
  }
}
