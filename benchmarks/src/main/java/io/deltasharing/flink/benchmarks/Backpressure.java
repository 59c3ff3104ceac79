/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Tables;
import io.deltasharing.flink.benchmarks.report.BackpressureTable;
import io.deltasharing.flink.benchmarks.report.Machine;
import io.deltasharing.flink.benchmarks.report.Versions;
import io.deltasharing.flink.benchmarks.trial.BackpressureTrialArguments;
import io.deltasharing.flink.benchmarks.trial.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code bin/bench --backpressure} does: checkpoints' time and the heap held while an operator
 * holds the source up. There are no targets.
 */
final class Backpressure {
  private static final List<Contender> CONTENDERS = List.of(Contender.OURS, Contender.FLINK);

  private final Tables tables;
  private final Path work;

  Backpressure(BackpressureArguments arguments, Path work) {
    this.tables = Tables.in(work.resolve("data"), arguments.rows());
    this.work = work;
  }

  /**
   * Measures, prints and writes.
   *
   * @throws IOException if a trial failed, naming it
   */
  void run() throws IOException, InterruptedException {
    Machine machine = Machine.here();
    tables.make(Dataset.LINEITEM_SNAPPY);
    TrialProcess trials =
        TrialProcess.loggingTo(work.resolve("backpressure.log"), TrialProcess.HEAP);
    BackpressureTable table = new BackpressureTable();
    System.out.print(table.head());
    for (Link link : Link.values()) {
      for (Contender contender : CONTENDERS) {
        System.out.print(
            table.add(
                link,
                contender,
                trials.run(new BackpressureTrialArguments(contender, link, tables))));
        System.out.flush();
      }
    }
    Path page = work.resolve("backpressure.md");
    Files.writeString(page, table.page(CONTENDERS, machine, Versions.load()));
    System.out.println("\nSee " + page + ".");
  }
}
