/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.junit.jupiter.api.Test;

class LingeringOutputsTest {
  private final List<String> released = new ArrayList<>();

  private final LingeringOutputs<Object> outputs =
      new LingeringOutputs<>(
          new TestingReaderOutput<>() {
            @Override
            public void releaseOutputForSplit(String splitId) {
              released.add(splitId);
            }
          });

  @Test
  void keepsAnOutputUntilTheNextSplitBegins() {
    outputs.createOutputForSplit("a");
    outputs.releaseOutputForSplit("a");
    assertThat(released).isEmpty();
    outputs.createOutputForSplit("b");
    assertThat(released).containsExactly("a");
    outputs.releaseOutputForSplit("b");
    assertThat(released).containsExactly("a");
  }

  @Test
  void keepsOneThatIsUsedAgain() {
    outputs.createOutputForSplit("a");
    outputs.releaseOutputForSplit("a");
    outputs.createOutputForSplit("a");
    assertThat(released).isEmpty();
  }

  /** It would hold the watermark back, and there may never be another that begins. */
  @Test
  void letsGoOfOneWhoseSplitHadNoRows() {
    outputs.createOutputForSplit("a");
    outputs.releaseOutputForSplit("a");
    outputs.releaseOutputForSplit("without rows");
    assertThat(released).containsExactly("without rows");
    outputs.createOutputForSplit("b");
    assertThat(released).containsExactly("without rows", "a");
  }
}
