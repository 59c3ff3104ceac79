/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void makesOneLineWithoutControlCharacters() {
    assertThat(SafeText.of(" a\r\nb\u001b[31m\u0000c\u202e\t ")).isEqualTo("a b [31m c");
  }

  @Test
  void cutsQueryStrings() {
    assertThat(SafeText.of("at https://h/p?X-Amz-Signature=1&b=2, or S3://b/k?sig='x'"))
        .isEqualTo("at https://h/p?*** or S3://b/k?***'x'");
  }

  @Test
  void cutsLongTexts() {
    assertThat(SafeText.of("x".repeat(1_000_000))).isEqualTo("x".repeat(500) + "...");
  }
}
