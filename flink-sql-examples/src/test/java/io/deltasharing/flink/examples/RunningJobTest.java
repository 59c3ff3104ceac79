/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.junit.jupiter.api.Test;

class RunningJobTest {

  @Test
  void findsTheSavepointOfAJobThatFailedBehindIt() {
    Throwable failure =
        new CompletionException(
            new StopWithSavepointStoppingException(
                "file:/my savepoints/savepoint-7f3a",
                new JobID(),
                new IllegalStateException("late")));
    assertThat(RunningJob.created(failure)).contains("file:/my savepoints/savepoint-7f3a");
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertThat(RunningJob.created(new IllegalStateException("not all tasks run"))).isEmpty();
  }
}
