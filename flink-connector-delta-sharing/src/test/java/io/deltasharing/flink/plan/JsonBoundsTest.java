/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonBoundsTest {
  private static final String BROAD = "[0" + ",[]".repeat(600_000) + "]";
  private static final String DEEP = "[".repeat(1_500_000);
  private static final String LONG_TEXT = "{\"schemaString\":\"" + "x".repeat(15 << 20) + "\"}";

  @Test
  void takesWhatIsLongButSimple() {
    assertThat(JsonBounds.exceededBy(LONG_TEXT)).isFalse();
    assertThat(JsonBounds.exceededBy("[" + "0,".repeat(100_000) + "0]")).isFalse();
  }

  @Test
  void refusesWhatIsBroadOrDeep() {
    assertThat(JsonBounds.exceededBy(BROAD)).isTrue();
    assertThat(JsonBounds.exceededBy(DEEP)).isTrue();
  }

  @Test
  void leavesWhatIsNoJsonToItsReader() {
    assertThat(JsonBounds.exceededBy("<html>" + "x".repeat(2 << 20))).isFalse();
    assertThat(JsonBounds.exceededBy("[".repeat(10))).isFalse();
  }

  @Test
  void looksAtEachLineByItself() {
    String line = "[" + "0,".repeat(600_000) + "0]\n";
    assertThat(exceeded(line + line)).isFalse();
    assertThat(exceeded(line + "{}\n" + BROAD)).isTrue();
    assertThat(exceeded("\n\n")).isFalse();
    assertThat(exceeded("")).isFalse();
  }

  @Test
  void aSchemaIsNotQuotedAtLength() {
    assertThatThrownBy(() -> KernelAdapter.schema(BROAD))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "The table's schema cannot be read: its JSON is nested too deeply or has too many"
                + " parts. Tell the table's provider.");
    assertThatThrownBy(() -> KernelAdapter.schema("{\"a\":\"" + "b".repeat(100_000)))
        .isInstanceOf(PlanningException.class)
        .hasMessageStartingWith("The table's schema cannot be read: ")
        .message()
        .hasSizeLessThan(400);
  }

  private static boolean exceeded(String lines) {
    return JsonBounds.exceededByALine(lines.getBytes(StandardCharsets.UTF_8));
  }
}
