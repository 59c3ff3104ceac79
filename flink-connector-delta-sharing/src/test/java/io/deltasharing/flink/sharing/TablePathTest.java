/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TablePathTest {
  @Test
  void splitsAtTheLastHash() {
    assertThat(TablePath.parse("s3://b/a#1.share#s.c.t"))
        .isEqualTo(new TablePath("s3://b/a#1.share", new SharedTableName("s", "c", "t")))
        .hasToString("s3://b/a#1.share#s.c.t");
  }

  @Test
  void needsAHash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TablePath.parse("/p.share"))
        .withMessage(
            "A table path has the form <profile file>#<share>.<schema>.<table>, but this one has no"
                + " '#': '/p.share'");
  }

  @Test
  void needsAProfile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TablePath.parse(" #s.c.t"))
        .withMessage(
            "A table path needs a profile file before its '#': <profile"
                + " file>#<share>.<schema>.<table>");
  }
}
