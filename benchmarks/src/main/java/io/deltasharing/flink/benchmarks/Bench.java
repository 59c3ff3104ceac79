/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Tables;
import io.deltasharing.flink.benchmarks.report.ChecksumException;
import io.deltasharing.flink.benchmarks.report.JsonReport;
import io.deltasharing.flink.benchmarks.report.Machine;
import io.deltasharing.flink.benchmarks.report.MarkdownTable;
import io.deltasharing.flink.benchmarks.report.Result;
import io.deltasharing.flink.benchmarks.report.TextTable;
import io.deltasharing.flink.benchmarks.report.Versions;
import io.deltasharing.flink.benchmarks.trial.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The program of {@code bin/bench}. Exit status 0 when all was measured, whether targets were met
 * or not; 1 if something failed or contenders did not read the same; 2 for a wrong call.
 */
public final class Bench {
  private final BenchArguments arguments;
  private final Path work;
  private final Tables tables;

  private Bench(BenchArguments arguments, Path work) {
    this.arguments = arguments;
    this.work = work;
    this.tables = Tables.in(work.resolve("data"), arguments.lineitems());
  }

  public static void main(String[] words) throws Exception {
    Path work = Path.of(System.getProperty("bench.work", "target/bench")).toAbsolutePath();
    Command command;
    try {
      command = command(List.of(words), work);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      Files.createDirectories(work);
      command.run();
    } catch (IOException | ChecksumException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  /** What the command line asks for. */
  private interface Command {
    void run() throws IOException, InterruptedException, ChecksumException;
  }

  private static Command command(List<String> words, Path work) {
    if (!words.isEmpty() && words.get(0).equals(BackpressureArguments.OPTION)) {
      return new Backpressure(BackpressureArguments.parse(words.subList(1, words.size())), work)
          ::run;
    }
    return new Bench(BenchArguments.parse(words.toArray(String[]::new)), work)::run;
  }

  private void run() throws IOException, InterruptedException, ChecksumException {
    Machine machine = Machine.here();
    Path log = work.resolve("trials.log");
    TrialProcess trials = TrialProcess.loggingTo(log, arguments.heap());
    makeTables();
    List<Result> results = new ArrayList<>();
    try (Sharing sharing = new Sharing(share(log))) {
      Rounds rounds = new Rounds(arguments, tables, trials, sharing.places());
      System.out.print(TextTable.head());
      for (Scenario scenario : arguments.scenarios()) {
        Result result = rounds.measure(scenario);
        System.out.print(TextTable.of(result));
        System.out.flush();
        results.add(result);
        // After each, so that a run that is cut short leaves what it has.
        write(results, machine);
      }
    }
    summarize(results);
  }

  /** The server, if a scenario needs one. */
  private record Sharing(Optional<SharingProcess> process) implements AutoCloseable {
    Optional<Shared> places() {
      return process.map(SharingProcess::shared);
    }

    @Override
    public void close() {
      process.ifPresent(SharingProcess::close);
    }
  }

  private Optional<SharingProcess> share(Path log) throws IOException {
    if (arguments.scenarios().stream().noneMatch(Scenario::needsServer)) {
      return Optional.empty();
    }
    return Optional.of(SharingProcess.start(tables, datasets(), work.resolve("bench.share"), log));
  }

  private Set<Dataset> datasets() {
    Set<Dataset> wanted = EnumSet.noneOf(Dataset.class);
    for (Scenario scenario : arguments.scenarios()) {
      arguments.contenders(scenario).forEach(it -> wanted.add(it.data(scenario.data())));
    }
    return wanted;
  }

  private void makeTables() throws IOException {
    for (Dataset dataset : datasets()) {
      long begin = System.nanoTime();
      if (tables.make(dataset)) {
        long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
        System.err.println("made " + tables.directory(dataset) + " in " + seconds + " s");
      }
    }
  }

  private void write(List<Result> results, Machine machine) throws IOException {
    Versions versions = Versions.load();
    JsonReport.write(json(), results, arguments.lineitems(), machine, versions);
    Files.writeString(page(), MarkdownTable.of(results, machine, versions));
  }

  private Path json() {
    return work.resolve("bench.json");
  }

  private Path page() {
    return work.resolve("bench.md");
  }

  private void summarize(List<Result> results) {
    long missed =
        results.stream().flatMap(it -> it.verdicts().stream()).filter(it -> !it.isMet()).count();
    System.out.println();
    System.out.println(
        (arguments.isQuick()
                ? "A quick run: fewer scenarios, readers, rows and rounds than the whole. "
                : "")
            + missed
            + " targets were not met. x is against the second reader of each scenario. See "
            + json()
            + " and "
            + page()
            + ".");
  }
}
