/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer's side: runs the SQL on a thread of its own and tallies the rows it brings. */
final class TradesStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TradesStream.class);
  private static final long PATIENCE_MILLIS = 5_000;

  private final LocalFlink flink;
  private final Statements statements;
  private final Sabotage sabotage;
  private final Tally tally;
  private final Thread thread = new Thread(this::run, "trades-stream");
  private volatile Optional<JobClient> job = Optional.empty();
  private volatile boolean closing;

  private TradesStream(LocalFlink flink, Statements statements, Sabotage sabotage, Tally tally) {
    this.flink = flink;
    this.statements = statements;
    this.sabotage = sabotage;
    this.tally = tally;
  }

  static TradesStream start(
      LocalFlink flink, Statements statements, Sabotage sabotage, Tally tally) {
    TradesStream stream = new TradesStream(flink, statements, sabotage, tally);
    stream.thread.start();
    return stream;
  }

  private void run() {
    try {
      stream();
      tally.ended("The stream ended by itself");
    } catch (Exception | LinkageError e) {
      if (!closing) {
        LOG.error("The stream failed", e);
      }
      tally.ended("The stream failed: " + Causes.deepest(e));
    }
  }

  private void stream() throws Exception {
    StreamTableEnvironment sql = flink.sql();
    sql.executeSql(statements.create()).await();
    TableResult result = sql.executeSql(statements.select());
    job = result.getJobClient();
    long number = 0;
    try (CloseableIterator<Row> rows = result.collect()) {
      while (!closing && rows.hasNext()) {
        sabotage.pass(++number, Trade.of(rows.next()), tally::arrived);
      }
    }
  }

  /** Cancels the job; a Flink that is still starting is left to end with the JVM. */
  @Override
  public void close() {
    closing = true;
    try {
      if (job.isPresent()) {
        job.get().cancel().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        thread.join(PATIENCE_MILLIS);
      } else {
        thread.interrupt();
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("The job could not be cancelled; it may have ended before", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
