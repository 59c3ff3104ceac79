/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import java.util.ArrayList;
import java.util.List;

/** All scenarios, in the order in which they are played. */
public final class Scenarios {
  private Scenarios() {}

  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(streaming("steady-stream", Scenarios::steadyStream));
    for (Fault fault : Fault.values()) {
      all.add(fault.scenario());
    }
    all.add(new TwoTables());
    all.add(new BatchQuery());
    all.add(new SqlClientSession());
    all.add(new SecretsScan());
    return all;
  }

  /** A scenario that has one job and one table. */
  static Scenario streaming(String name, Play play) {
    return new Scenario() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String run(Stage stage) {
        return play.apply(stage, name);
      }
    };
  }

  private static String steadyStream(Stage stage, String name) {
    final int lifetimes = 8;
    long before = stage.server().vends();
    StreamJob job = StreamJob.start(stage, name, 2);
    long rows = job.committed();
    job.goOn(lifetimes);
    job.awaitFlow();
    Expectation.that(job.committed() > rows, "no row was committed in " + lifetimes + " lifetimes");
    String outcome = job.finish();
    long vends = stage.server().vends() - before;
    Expectation.that(vends >= lifetimes, "only " + vends + " vends in " + lifetimes + " lifetimes");
    return outcome + " lifetimes=" + lifetimes + " vends=" + vends;
  }

  /** What a scenario does, given its stage and its name. */
  @FunctionalInterface
  interface Play {
    String apply(Stage stage, String name);
  }
}
