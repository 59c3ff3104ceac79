/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.util.ExceptionUtils;

/**
 * Stops a job as an operator does: a stop that Flink did not bring to its end is asked for again.
 */
public final class Savepoint {
  private static final int ATTEMPTS = 5;

  private Savepoint() {}

  /**
   * Waits until all tasks run, for one that does not refuses savepoints, and stops the job.
   *
   * <p>Flink restarts a job to which its coordinator sends an event while a task ends: the task
   * will not see it. A split of a version that was just found is such an event.
   *
   * @return the savepoint's path
   */
  public static String stop(MiniCluster cluster, JobClient job, Path directory) throws Exception {
    for (int attempt = 1; ; attempt++) {
      CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
      try {
        return job.stopWithSavepoint(
                false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (attempt == ATTEMPTS
            || ExceptionUtils.findThrowable(e, StopWithSavepointStoppingException.class)
                .isEmpty()) {
          throw e;
        }
      }
    }
  }
}
