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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    BenchArguments arguments;
    try {
      arguments = BenchArguments.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    Path work = Path.of(System.getProperty("bench.work", "target/bench")).toAbsolutePath();
    try {
      new Bench(arguments, work).run();
    } catch (IOException | ChecksumException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException, InterruptedException, ChecksumException {
    Machine machine = Machine.here();
    Files.createDirectories(work);
    Path log = work.resolve("trials.log");
    Files.deleteIfExists(log);
    Files.createFile(log);
    makeTables();
    List<Result> results = new ArrayList<>();
    try (Sharing sharing = new Sharing(share(log))) {
      Rounds rounds =
          new Rounds(arguments, tables, new TrialProcess(openings(), log), sharing.places());
      System.out.print(TextTable.head());
      for (Scenario scenario : arguments.scenarios()) {
        Result result = rounds.measure(scenario);
        System.out.print(TextTable.of(result));
        System.out.flush();
        results.add(result);
      }
    }
    report(results, machine);
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

  private void report(List<Result> results, Machine machine) throws IOException {
    Versions versions = Versions.load();
    Path json = work.resolve("bench.json");
    Path page = work.resolve("bench.md");
    JsonReport.write(json, results, arguments.lineitems(), machine, versions);
    Files.writeString(page, MarkdownTable.of(results, machine, versions));
    long missed =
        results.stream().flatMap(it -> it.verdicts().stream()).filter(it -> !it.isMet()).count();
    System.out.println();
    System.out.println(
        (arguments.isQuick()
                ? "A quick run: fewer scenarios, readers, rows and rounds than the whole. "
                : "")
            + missed
            + " targets were not met. x is against the second reader of each scenario. See "
            + json
            + " and "
            + page
            + ".");
  }

  private static List<String> openings() throws IOException {
    try (InputStream stream = Bench.class.getResourceAsStream("/bench.jvm")) {
      if (stream == null) {
        throw new IOException("the build left out bench.jvm");
      }
      return List.of(
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+"));
    }
  }
}
