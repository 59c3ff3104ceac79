/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessChoiceTest {
  private static final SharedTableName TABLE = new SharedTableName("s", "c", "t");

  private static Set<AccessMode> modes(String words) {
    Set<AccessMode> modes = EnumSet.noneOf(AccessMode.class);
    modes.addAll(AccessMode.among(List.of(words.split("\\+"))));
    return modes;
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, none, URL",
    "AUTO, url, URL",
    "AUTO, dir, DIR",
    "AUTO, url+dir, DIR",
    "DIR, none, DIR",
    "DIR, dir, DIR",
    "DIR, url+dir, DIR",
    "URL, none, URL",
    "URL, url, URL",
    "URL, url+dir, URL"
  })
  void takes(AccessChoice choice, String offered, AccessMode expected) {
    assertThat(choice.choose(TABLE, modes(offered))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"DIR, url, dir", "URL, dir, url"})
  void refuses(AccessChoice choice, String offered, String wanted) {
    assertThatExceptionOfType(AccessModeException.class)
        .isThrownBy(() -> choice.choose(TABLE, modes(offered)))
        .withMessage(
            "The table s.c.t offers only the access mode '%1$s', but 'access-mode' is set to"
                + " '%2$s': set it to '%1$s' or 'auto', or ask the provider to offer '%2$s'.",
            offered, wanted);
  }

  @Test
  void readsServersWords() {
    assertThat(AccessMode.among(List.of("URL", "dir", "other")))
        .containsExactlyInAnyOrder(AccessMode.URL, AccessMode.DIR);
  }
}
