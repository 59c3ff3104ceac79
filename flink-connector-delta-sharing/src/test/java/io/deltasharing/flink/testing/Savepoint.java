/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;

/** Stops a job as an operator does, who reads what Flink says. */
public final class Savepoint {
  private static final Pattern CREATED =
      Pattern.compile("A savepoint has been created at: (\\S+), but");

  private Savepoint() {}

  /**
   * Waits until all tasks run, for one that does not refuses savepoints, and stops the job.
   *
   * <p>Flink fails a job to which its coordinator sends an event while a task ends, for the task
   * will not see it: a split of a version that was just found is such an event. The savepoint is as
   * good then, and Flink says where it is.
   *
   * @return the savepoint's path
   */
  public static String stop(MiniCluster cluster, JobClient job, Path directory) throws Exception {
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
    try {
      return job.stopWithSavepoint(
              false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
          .get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Matcher created = CREATED.matcher(String.valueOf(e.getMessage()));
      if (!created.find()) {
        throw e;
      }
      CommonTestUtils.waitForJobStatus(job, List.of(JobStatus.FAILED));
      return created.group(1);
    }
  }
}
