/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.cluster.FlinkRest;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.sql.SqlSession;
import io.deltasharing.flink.e2e.table.Arrivals;
import io.deltasharing.flink.e2e.table.LiveTable;
import io.deltasharing.flink.e2e.table.Verdict;
import java.time.Duration;

/**
 * A job that streams a shared table, which is written to all the while, into files by Flink's own
 * exactly-once file sink. Not thread-safe.
 */
public final class StreamJob {
  private static final Patience ROWS = new Patience(Duration.ofSeconds(90));
  private static final int ROWS_PER_COMMIT = 20;
  private static final Duration COMMITS = Duration.ofMillis(250);
  private static final String RESUME_FROM = "execution.state-recovery.path";
  private static final String PARALLELISM = "parallelism.default";

  private final Stage stage;
  private final LiveTable table;
  private final String insert;
  private final Arrivals arrivals;
  private String job;
  private int parallelism;
  private int resumed;

  private StreamJob(
      Stage stage, LiveTable table, String insert, Arrivals arrivals, String job, int parallelism) {
    this.stage = stage;
    this.table = table;
    this.insert = insert;
    this.arrivals = arrivals;
    this.job = job;
    this.parallelism = parallelism;
  }

  /** Starts the job and the writer, and waits until rows flow. */
  public static StreamJob start(Stage stage, String name, int parallelism) {
    LiveTable table = stage.table(name);
    String source = "source_" + name.replace('-', '_');
    String sink = "sink_" + name.replace('-', '_');
    SqlSession sql = stage.streaming();
    sql.execute("DROP TABLE IF EXISTS " + source);
    sql.execute("DROP TABLE IF EXISTS " + sink);
    sql.execute(Tables.shared(stage, source, table));
    sql.execute(Tables.jsonFiles(sink, stage.output(name)));
    String insert = "INSERT INTO " + sink + " SELECT * FROM " + source;
    sql.set(PARALLELISM, String.valueOf(parallelism));
    Arrivals arrivals = Arrivals.watch(stage.output(name), stage.scheduler());
    StreamJob job = new StreamJob(stage, table, insert, arrivals, sql.submit(insert), parallelism);
    table.feed(ROWS_PER_COMMIT, COMMITS);
    job.awaitFlow();
    return job;
  }

  public String id() {
    return job;
  }

  /** Waits until all that is committed now has arrived: proof that rows flow again. */
  public void awaitFlow() {
    long committed = table.rows();
    ROWS.await(
        committed
            + " rows of "
            + table.name()
            + "; the job "
            + job
            + " is "
            + rest().state(job)
            + " after "
            + arrivals.count(),
        () -> arrivals.count() >= committed);
  }

  /** Lets the job go on for a part or a multiple of the credentials' life. */
  public void goOn(double lifetimes) {
    Patience.pause(Duration.ofMillis((long) (stage.lifetime().toMillis() * lifetimes)));
  }

  /** Stops with a savepoint and says where it is. */
  public String stopWithSavepoint() {
    return rest().stopWithSavepoint(job, stage.cluster().savepoints().toUri().toString());
  }

  /** Waits for one more completed checkpoint. */
  public void awaitCheckpoint() {
    rest().awaitCheckpoints(job, 1);
  }

  /** Starts the job anew from a checkpoint or savepoint. */
  public void resume(String path, int newParallelism) {
    SqlSession sql = stage.streaming();
    sql.set(RESUME_FROM, path);
    sql.set(PARALLELISM, String.valueOf(newParallelism));
    parallelism = newParallelism;
    resumed++;
    job = sql.submit(insert);
    sql.reset(RESUME_FROM);
  }

  public int parallelism() {
    return parallelism;
  }

  /** How often it was started anew from a checkpoint or savepoint, with another id. */
  public int resumed() {
    return resumed;
  }

  /** How many different rows have arrived. */
  public long arrived() {
    return arrivals.count();
  }

  /** The longest time without a new row, as the sink's finished files show it. */
  public long longestPauseMillis() {
    return arrivals.longestPauseMillis();
  }

  /** How many rows are committed and published. */
  public long committed() {
    return table.rows();
  }

  /** What has arrived against what was committed; for a job that has caught up. */
  public Verdict verdict() {
    return arrivals.verdict(table.rows());
  }

  /** How often the job was restored since it was started or resumed. */
  public int restored() {
    return rest().restored(job);
  }

  /**
   * Stops the writer, waits for the last rows, cancels the job and judges.
   *
   * @throws Failure if rows are lost, doubled or wrong
   */
  public String finish() {
    String late = settle();
    Verdict verdict = verdict();
    String outcome = verdict + " maxPauseMillis=" + longestPauseMillis() + " resumed=" + resumed;
    if (!late.isEmpty() || !verdict.isClean()) {
      throw new Failure(outcome + ' ' + late);
    }
    return outcome;
  }

  /**
   * Stops the writer, waits for the last rows and for whatever would be doubled, and cancels the
   * job.
   *
   * @return what did not come in time, if anything
   */
  public String settle() {
    table.stopFeed();
    publishRest();
    String late = "";
    try {
      awaitFlow();
      rest().awaitCheckpoints(job, 2);
    } catch (Failure e) {
      late = e.getMessage() + "; the job was " + rest().state(job);
    }
    rest().cancel(job);
    arrivals.close();
    return late;
  }

  private void publishRest() {
    try {
      table.publish();
    } catch (java.io.IOException e) {
      throw new Failure("The store is away at the end", e);
    }
  }

  private FlinkRest rest() {
    return stage.cluster().rest();
  }
}
