/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTableNameTest {
  @Test
  void splitsAtTheLastTwoDots() {
    assertThat(SharedTableName.parse("a.b.c")).isEqualTo(new SharedTableName("a", "b", "c"));
    assertThat(SharedTableName.parse("org.a.b.c"))
        .isEqualTo(new SharedTableName("org.a", "b", "c"))
        .hasToString("org.a.b.c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b"})
  void needsThreeParts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedTableName.parse(text))
        .withMessage(
            "A shared table is named <share>.<schema>.<table>, but this is '" + text + "'");
  }

  @Test
  void refusesEmptyParts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedTableName.parse(".b.c"))
        .withMessage("The name of a share must not be empty: ''");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedTableName.parse("a.b."))
        .withMessage("The name of a table must not be empty: ''");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "with/slash", "tab\t", "nul\0", "c1\u0085"})
  void refusesForbiddenCharacters(String part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedTableName("s", part, "t"))
        .withMessageStartingWith(
            "The name of a schema must not contain a space, a slash or a control character: '");
  }

  @Test
  void onlyAShareMayHaveDots() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedTableName("s", "a.b", "t"))
        .withMessage("The name of a schema must not contain a dot: 'a.b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedTableName("s", "c", "a.b"))
        .withMessage("The name of a table must not contain a dot: 'a.b'");
  }

  @Test
  void refusesShareNamesThatClimbPaths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedTableName("..", "c", "t"))
        .withMessage("The name of a share must not be a path's \".\" or \"..\": '..'");
  }

  @Test
  void takes255CharactersAndNoMore() {
    String longest = "\uD83D\uDE00".repeat(255);
    assertThat(new SharedTableName(longest, "c", "t").share()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedTableName("s", "c", "t".repeat(256)))
        .withMessage(
            "The name of a table must not be longer than 255 characters: '"
                + "t".repeat(256)
                + "'");
  }
}
