/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.scenario.Fault;
import io.deltasharing.flink.e2e.scenario.Installation;
import io.deltasharing.flink.e2e.scenario.Stage;
import io.deltasharing.flink.e2e.scenario.StreamJob;
import io.deltasharing.flink.e2e.store.Store;
import io.deltasharing.flink.e2e.table.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One streaming job under one fault after the other, in an order that a seed decides. Ends with a
 * line of JSON; status 0 if no row was lost, doubled or wrong, 1 otherwise, 2 for a wrong call.
 */
public final class Soak {
  private static final Duration LIFETIME = Duration.ofSeconds(5);
  private static final String TABLE = "soak";
  private static final int PARALLELISM = 2;

  private final SoakArguments arguments;
  private final PrintStream out;
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private int restored;

  private Soak(SoakArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    try {
      SoakArguments arguments = SoakArguments.parse(List.of(args), new Random());
      boolean clean = new Soak(arguments, System.out).run(Surroundings.fromProperties());
      System.exit(clean ? 0 : 1);
    } catch (UsageException e) {
      System.err.println("soak: " + e.getMessage());
      System.exit(2);
    } catch (Failure e) {
      System.err.println("soak: " + e.getMessage());
      System.exit(1);
    }
  }

  private boolean run(Surroundings surroundings) throws IOException {
    out.printf(
        "soak: Flink %s, store %s, %d minutes, --seed %d, credentials live %d s%n",
        arguments.flink(),
        arguments.store(),
        arguments.minutes(),
        arguments.seed(),
        LIFETIME.toSeconds());
    Path work = Files.createDirectories(surroundings.work().resolve("soak"));
    StoreOpening opening = new StoreOpening(surroundings, arguments.store(), work);
    Stage.Settings settings =
        new Stage.Settings(
            surroundings.flink(arguments.flink()),
            Installation.LIB,
            surroundings.connector(),
            surroundings.ownClasses(),
            surroundings.jvmOptions(),
            work,
            opening.tableRoot(),
            LIFETIME);
    try (Store store = opening.open();
        Stage stage = Stage.set(settings, store, List.of(TABLE))) {
      return run(stage);
    }
  }

  private boolean run(Stage stage) {
    StreamJob job = StreamJob.start(stage, TABLE, PARALLELISM);
    job.goOn(2);
    Footprint before = Footprint.of(stage.cluster().processes());
    FaultPlan plan = new FaultPlan(arguments.seed());
    long end = System.nanoTime() + Duration.ofMinutes(arguments.minutes()).toNanos();
    while (!plan.isComplete() || System.nanoTime() - end < 0) {
      strike(plan.next(), stage, job);
    }
    job.resume(job.stopWithSavepoint(), PARALLELISM);
    job.awaitFlow();
    job.goOn(2);
    Footprint after = Footprint.of(stage.cluster().processes());
    long vends = stage.server().vends();
    job.settle();
    report(job, job.verdict(), vends, before, after);
    return job.verdict().isClean();
  }

  private void strike(Fault fault, Stage stage, StreamJob job) {
    long start = System.nanoTime();
    int restoredBefore = job.restored();
    int resumedBefore = job.resumed();
    fault.strikeAndRecover(stage, job);
    // A resumed job counts from one again: it was restored when it began.
    restored += job.resumed() == resumedBefore ? job.restored() - restoredBefore : job.restored();
    struck.merge(fault, 1, Integer::sum);
    out.printf(
        "%-28s %3d s  rows=%d%n",
        fault, Duration.ofNanos(System.nanoTime() - start).toSeconds(), job.arrived());
  }

  private void report(
      StreamJob job, Verdict verdict, long vends, Footprint before, Footprint after) {
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("seed", arguments.seed())
            .put("rows", verdict.rows())
            .put("expected", job.committed())
            .put("lost", verdict.lost())
            .put("doubled", verdict.doubled())
            .put("wrong", verdict.wrong())
            .put("restarts", restored);
    ObjectNode faults = json.putObject("faults");
    struck.forEach((fault, times) -> faults.put(fault.toString(), times));
    json.put("vends", vends)
        .put("longestPauseMillis", job.longestPauseMillis())
        .put("heapGrowthKb", after.heapKb() - before.heapKb())
        .put("threadGrowth", after.threads() - before.threads());
    out.println(json);
  }
}
