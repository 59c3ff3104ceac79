/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.scenario.Installation;
import io.deltasharing.flink.e2e.scenario.Scenario;
import io.deltasharing.flink.e2e.scenario.Stage;
import io.deltasharing.flink.e2e.store.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Plays scenarios on a real cluster with the packaged jar, and says what came of each. Status 0 if
 * all passed, 1 if one failed, 2 for a wrong call.
 */
public final class EndToEnd {
  private static final Duration LIFETIME = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final EndToEndArguments arguments;
  private final PrintStream out;

  private EndToEnd(Surroundings surroundings, EndToEndArguments arguments, PrintStream out) {
    this.surroundings = surroundings;
    this.arguments = arguments;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    try {
      EndToEnd run =
          new EndToEnd(
              Surroundings.fromProperties(), EndToEndArguments.parse(List.of(args)), System.out);
      System.exit(run.all() ? 0 : 1);
    } catch (UsageException e) {
      System.err.println("e2e: " + e.getMessage());
      System.exit(2);
    } catch (Failure e) {
      System.err.println("e2e: " + e.getMessage());
      System.exit(1);
    }
  }

  private boolean all() throws Exception {
    int passed = 0;
    int failed = 0;
    for (Installation installation : arguments.installations()) {
      List<Outcome> outcomes = play(installation);
      if (arguments.isWhole()) {
        record(installation, outcomes);
      }
      int good = (int) outcomes.stream().filter(Outcome::passed).count();
      passed += good;
      failed += outcomes.size() - good;
    }
    out.println(passed + " passed, " + failed + " failed");
    return failed == 0;
  }

  private List<Outcome> play(Installation installation) throws Exception {
    out.printf(
        "Flink %s, store %s, jar %s, credentials live %d s%n",
        arguments.flink(), arguments.store(), installation, LIFETIME.toSeconds());
    Path work = Files.createDirectories(surroundings.work().resolve(installation.toString()));
    List<Outcome> outcomes = new ArrayList<>();
    StoreOpening opening = new StoreOpening(surroundings, arguments.store(), work);
    try (Store store = opening.open();
        Stage stage =
            Stage.set(settings(installation, work, opening.tableRoot()), store, tables())) {
      for (Scenario scenario : arguments.scenarios()) {
        Outcome outcome = play(scenario, stage);
        out.println(outcome);
        outcomes.add(outcome);
        if (!outcome.passed()) {
          stage.recover();
        }
      }
    }
    return outcomes;
  }

  private static Outcome play(Scenario scenario, Stage stage) {
    long start = System.nanoTime();
    String details;
    boolean passed = false;
    try {
      stage.prepare(scenario.needsParquet());
      details = scenario.run(stage);
      passed = true;
    } catch (Failure e) {
      details = String.valueOf(e.getMessage());
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    return new Outcome(scenario.name(), passed, seconds, details);
  }

  private List<String> tables() {
    return arguments.scenarios().stream().flatMap(it -> it.tables().stream()).toList();
  }

  private Stage.Settings settings(Installation installation, Path work, Path tableRoot) {
    return new Stage.Settings(
        surroundings.flink(arguments.flink()),
        installation,
        surroundings.connector(),
        surroundings.ownClasses(),
        surroundings.jvmOptions(),
        work,
        tableRoot,
        LIFETIME);
  }

  /** For the page of versions that work. */
  private void record(Installation installation, List<Outcome> outcomes) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode result =
        json.createObjectNode()
            .put("flink", arguments.flink())
            .put("store", arguments.store().toString())
            .put("install", installation.toString())
            .put(
                "sql",
                surroundings.flink(arguments.flink()).hasSqlClient() ? "gateway" : "program");
    ArrayNode scenarios = result.putArray("scenarios");
    for (Outcome outcome : outcomes) {
      scenarios
          .addObject()
          .put("name", outcome.scenario())
          .put("passed", outcome.passed())
          .put("seconds", outcome.seconds())
          .put("details", outcome.details());
    }
    Path results = Files.createDirectories(surroundings.module().resolve("target/results"));
    String name = arguments.flink() + '-' + arguments.store() + '-' + installation + ".json";
    json.writerWithDefaultPrettyPrinter().writeValue(results.resolve(name).toFile(), result);
  }
}
