/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flink's own suite for sources: single and multiple splits, savepoint, scale up and down, metrics,
 * idle reader, TaskManager failure. All of its templates apply.
 */
@Timeout(120)
class DeltaSharingSourceITCase extends SourceTestSuiteBase<RowData> {
  @TempDir static Path directory;

  private static final AtomicInteger PASSED = new AtomicInteger();

  @RegisterExtension
  static final TestWatcher WATCHER =
      new TestWatcher() {
        @Override
        public void testSuccessful(ExtensionContext context) {
          PASSED.incrementAndGet();
        }
      };

  @TestEnv final MiniClusterTestEnvironment environment = new MiniClusterTestEnvironment();

  @TestSemantics
  final CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

  @TestContext
  final ExternalContextFactory<SuiteTable> table = testName -> SuiteTable.within(directory);

  @AfterAll
  static void report() {
    long templates =
        Arrays.stream(SourceTestSuiteBase.class.getMethods())
            .filter(it -> it.isAnnotationPresent(TestTemplate.class))
            .count();
    System.out.printf(
        "DeltaSharingSourceITCase: templates=%d passed=%d notApplicable=0%n",
        templates, PASSED.get());
    assertThat(PASSED.get()).as("templates that passed").isEqualTo((int) templates);
  }
}
