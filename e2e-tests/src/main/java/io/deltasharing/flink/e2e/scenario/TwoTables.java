/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.cluster.FlinkRest;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.sql.SqlSession;
import io.deltasharing.flink.e2e.table.Arrivals;
import io.deltasharing.flink.e2e.table.LiveTable;
import io.deltasharing.flink.e2e.table.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * Two tables with credentials of their own in one job. The provider takes one away: the job says so
 * and, when the table is shared again, goes on with both where it was.
 */
final class TwoTables implements Scenario {
  private static final Patience WAIT = new Patience(Duration.ofSeconds(90));
  private static final String KEPT = "two-tables-kept";
  private static final String REVOKED = "two-tables-revoked";

  @Override
  public String name() {
    return "two-tables";
  }

  @Override
  public List<String> tables() {
    return List.of(KEPT, REVOKED);
  }

  @Override
  public String run(Stage stage) {
    LiveTable kept = stage.table(KEPT);
    LiveTable revoked = stage.table(REVOKED);
    Arrivals ofKept = Arrivals.watch(stage.output(KEPT), stage.scheduler());
    Arrivals ofRevoked = Arrivals.watch(stage.output(REVOKED), stage.scheduler());
    String job = submit(stage, kept, revoked);
    FlinkRest rest = stage.cluster().rest();
    kept.feed(20, Duration.ofMillis(250));
    revoked.feed(20, Duration.ofMillis(250));
    awaitFlow(kept, ofKept);
    awaitFlow(revoked, ofRevoked);

    stage.server().revokeAccess(revoked.name());
    WAIT.await(
        "the job fails and names " + revoked.name(),
        () -> rest.failure(job).contains(revoked.name()));
    String failure = rest.failure(job);
    stage.server().restoreAccess(revoked.name());
    Expectation.that(failure.contains("revoked"), "the failure does not say 'revoked': " + failure);
    Expectation.that(!failure.contains(kept.name() + " "), "the failure names the other table");

    awaitFlow(kept, ofKept);
    awaitFlow(revoked, ofRevoked);
    return finish(stage, job, kept, ofKept) + ' ' + finish(stage, job, revoked, ofRevoked);
  }

  private static String submit(Stage stage, LiveTable kept, LiveTable revoked) {
    SqlSession sql = stage.streaming();
    for (String name : List.of("kept", "kept_out", "revoked", "revoked_out", "both_out")) {
      sql.execute("DROP TABLE IF EXISTS two_" + name);
    }
    sql.execute(Tables.shared(stage, "two_kept", kept));
    sql.execute(Tables.shared(stage, "two_revoked", revoked));
    sql.execute(Tables.jsonFiles("two_kept_out", stage.output(KEPT)));
    sql.execute(Tables.jsonFiles("two_revoked_out", stage.output(REVOKED)));
    sql.set("parallelism.default", "2");
    return sql.submit(
        "EXECUTE STATEMENT SET BEGIN INSERT INTO two_kept_out SELECT * FROM two_kept;"
            + " INSERT INTO two_revoked_out SELECT * FROM two_revoked; END");
  }

  private static void awaitFlow(LiveTable table, Arrivals arrivals) {
    long committed = table.rows();
    WAIT.await(
        committed + " rows of " + table.name() + " after " + arrivals.count(),
        () -> arrivals.count() >= committed);
  }

  private static String finish(Stage stage, String job, LiveTable table, Arrivals arrivals) {
    table.stopFeed();
    awaitFlow(table, arrivals);
    arrivals.close();
    Verdict verdict = arrivals.verdict(table.rows());
    if (table.name().endsWith("revoked")) {
      stage.cluster().rest().cancel(job);
    }
    Expectation.that(verdict.isClean(), verdict + " of " + table.name());
    return verdict.toString();
  }
}
