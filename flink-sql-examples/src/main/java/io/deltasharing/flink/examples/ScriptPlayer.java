/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Executes statements one after another, each to its end, as the SQL client does with a file. */
final class ScriptPlayer {

  private final StreamTableEnvironment sql;
  private final List<TableOption> pending;
  private final RunningJob job;
  private final PrintStream out;

  /**
   * A player for one environment.
   *
   * @param options set as soon as their tables are declared
   */
  ScriptPlayer(
      StreamTableEnvironment sql, List<TableOption> options, RunningJob job, PrintStream out) {
    this.sql = sql;
    pending = new ArrayList<>(options);
    this.job = job;
    this.out = out;
  }

  /**
   * Executes statements of a file that declares tables, without a word.
   *
   * @throws StatementFailedException at the first that fails
   */
  void declare(List<SqlStatement> statements) throws StatementFailedException {
    for (SqlStatement statement : statements) {
      try {
        sql.executeSql(statement.text());
      } catch (RuntimeException e) {
        throw new StatementFailedException(statement, e);
      }
    }
    applyPending();
  }

  /**
   * Executes them in order, until the job is asked to stop, and shows them and what they bring.
   *
   * @throws StatementFailedException at the first that fails
   */
  void play(List<SqlStatement> statements) throws StatementFailedException, InterruptedException {
    for (SqlStatement statement : statements) {
      if (job.stopAsked()) {
        return;
      }
      try {
        play(statement);
      } catch (ExecutionException | RuntimeException e) {
        throw new StatementFailedException(statement, e);
      }
    }
  }

  /**
   * To be called when all tables are declared.
   *
   * @throws UsageException if there are options for others
   */
  void refusePending() throws UsageException {
    if (!pending.isEmpty()) {
      throw new UsageException(
          "--set: there is no table "
              + pending.get(0).table()
              + ", only "
              + String.join(", ", sql.listTables()));
    }
  }

  private void play(SqlStatement statement) throws ExecutionException, InterruptedException {
    out.println(statement.text() + ";");
    out.flush();
    TableResult result = sql.executeSql(statement.text());
    Optional<JobClient> client = result.getJobClient();
    if (client.isPresent()) {
      follow(client.get(), result, statement.writes());
    } else if (!statement.declares()) {
      result.print();
    }
    applyPending();
    out.println();
    out.flush();
  }

  private void applyPending() {
    List<String> tables = Arrays.asList(sql.listTables());
    for (Iterator<TableOption> left = pending.iterator(); left.hasNext(); ) {
      TableOption option = left.next();
      if (tables.contains(option.table())) {
        sql.executeSql(option.sql());
        left.remove();
      }
    }
  }

  private void follow(JobClient client, TableResult result, boolean writes)
      throws ExecutionException, InterruptedException {
    Optional<String> savepoints =
        writes
            ? sql.getConfig().getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY)
            : Optional.empty();
    job.begins(client, savepoints);
    try {
      if (writes) {
        result.await();
      } else {
        result.print();
      }
    } catch (ExecutionException | RuntimeException e) {
      if (!job.stopAsked()) {
        throw e;
      }
    } finally {
      job.ended();
    }
    if (writes) {
      job.saved()
          .get()
          .ifPresent(it -> out.println("Stopped. To go on from here, add: --from " + it));
    }
  }
}
