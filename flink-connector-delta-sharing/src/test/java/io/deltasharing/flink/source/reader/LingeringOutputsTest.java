/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.junit.jupiter.api.Test;

class LingeringOutputsTest {
  private final List<String> released = new ArrayList<>();
  private long millis;

  private final LingeringOutputs<Object> outputs =
      new LingeringOutputs<>(
          new TestingReaderOutput<>() {
            @Override
            public void releaseOutputForSplit(String splitId) {
              released.add(splitId);
            }
          },
          () -> TimeUnit.MILLISECONDS.toNanos(millis));

  @Test
  void keepsAnOutputUntilFlinkHasAskedIt() {
    outputs.releaseOutputForSplit("a");
    millis = 600;
    outputs.releaseOutputForSplit("b");
    outputs.release();
    assertThat(released).isEmpty();
    millis = 1001;
    outputs.release();
    assertThat(released).containsExactly("a");
    millis = 1601;
    outputs.release();
    assertThat(released).containsExactly("a", "b");
  }

  @Test
  void keepsOneThatIsUsedAgain() {
    outputs.releaseOutputForSplit("a");
    outputs.createOutputForSplit("a");
    millis = 2000;
    outputs.release();
    assertThat(released).isEmpty();
  }
}
