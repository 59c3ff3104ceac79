/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.Patience;
import java.time.Duration;
import java.util.Locale;

/** What befalls a streaming job. Each ends with all processes running again. */
public enum Fault {
  TASKMANAGER_KILL(4) {
    @Override
    void strike(Stage stage, StreamJob job) {
      int restored = job.restored();
      int victim = stage.cluster().taskManagerOf(job.id());
      stage.cluster().killTaskManager(victim);
      stage.cluster().startTaskManager(victim);
      RESTORE.await("the job is restored", () -> job.restored() > restored);
    }
  },
  JOBMANAGER_KILL_CHECKPOINT(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      job.awaitCheckpoint();
      stage.cluster().killJobManager();
      // Nobody completes a checkpoint any more, so the newest on disk is the last one.
      String checkpoint = Checkpoints.newest(stage.cluster().directory(), job.id());
      stage.cluster().restartJobManager();
      job.resume(checkpoint, job.parallelism());
    }
  },
  JOBMANAGER_KILL_SAVEPOINT(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      String savepoint = job.stopWithSavepoint();
      stage.cluster().killJobManager();
      // Whatever a savepoint could have kept of credentials is worth nothing then.
      job.goOn(MORE_THAN_A_LIFETIME);
      stage.cluster().restartJobManager();
      job.resume(savepoint, job.parallelism());
    }
  },
  SHARING_SERVER_KILL(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      stage.server().kill();
      job.goOn(MORE_THAN_A_LIFETIME);
      stage.server().restart();
    }
  },
  STORE_KILL(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      stage.store().kill();
      job.goOn(LESS_THAN_A_LIFETIME);
      stage.store().restart();
    }
  },
  SHARING_SERVER_STOP_SHORT(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      stopServer(stage, job, LESS_THAN_A_LIFETIME);
    }
  },
  SHARING_SERVER_STOP_LONG(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      stopServer(stage, job, MORE_THAN_A_LIFETIME);
    }
  },
  STORE_STOP_SHORT(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      stopStore(stage, job, LESS_THAN_A_LIFETIME);
    }
  },
  STORE_STOP_LONG(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      stopStore(stage, job, MORE_THAN_A_LIFETIME);
    }
  },
  // Not from or to 1: the file sink's committer, which has one subtask, would be chained, and Flink
  // would know
  // the operators by other ids.
  RESCALE_UP(2) {
    @Override
    void strike(Stage stage, StreamJob job) {
      job.resume(job.stopWithSavepoint(), MOST);
    }
  },
  RESCALE_DOWN(4) {
    @Override
    void strike(Stage stage, StreamJob job) {
      job.resume(job.stopWithSavepoint(), 2);
    }
  };

  private static final int MOST = 4;
  private static final double LESS_THAN_A_LIFETIME = 0.5;
  private static final double MORE_THAN_A_LIFETIME = 1.6;
  private static final Patience RESTORE = new Patience(Duration.ofSeconds(90));

  private final int parallelism;

  Fault(int parallelism) {
    this.parallelism = parallelism;
  }

  /** Strikes a job whose rows flow; they need not flow again when this returns. */
  abstract void strike(Stage stage, StreamJob job);

  /**
   * Strikes, and waits until rows flow and credentials are renewed again.
   *
   * @throws Failure if they do not
   */
  public void strikeAndRecover(Stage stage, StreamJob job) {
    long arrived = job.arrived();
    strike(stage, job);
    job.awaitFlow();
    long vends = stage.server().vends();
    job.goOn(1);
    job.awaitFlow();
    Expectation.that(job.arrived() > arrived, "no row came after " + this);
    Expectation.that(stage.server().vends() > vends, "no credentials were fetched after " + this);
  }

  /** The fault as a scenario of its own. */
  Scenario scenario() {
    return Scenarios.streaming(
        toString(),
        (stage, name) -> {
          StreamJob job = StreamJob.start(stage, name, parallelism);
          strikeAndRecover(stage, job);
          return job.finish();
        });
  }

  private static void stopServer(Stage stage, StreamJob job, double lifetimes) {
    stage.server().suspend();
    job.goOn(lifetimes);
    stage.server().resume();
  }

  private static void stopStore(Stage stage, StreamJob job, double lifetimes) {
    stage.store().suspend();
    job.goOn(lifetimes);
    stage.store().resume();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
