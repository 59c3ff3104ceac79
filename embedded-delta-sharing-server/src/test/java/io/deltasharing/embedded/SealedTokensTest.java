/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SealedTokensTest {

  private final SealedTokens tokens = new SealedTokens("admin-secret");
  private final Grant grant =
      tokens.issue(
          new Grant(
              "ASIA1",
              "secret",
              "",
              new StorageLocation("lake", "s/c/t"),
              Instant.parse("2026-03-01T10:00:00.123Z")));

  @Test
  void tellTheirGrantToWhoHasTheKey() {
    assertThat(new SealedTokens("admin-secret").read(grant.sessionToken())).contains(grant);
  }

  @Test
  void tellNothingToOthers() {
    assertThat(new SealedTokens("other-secret").read(grant.sessionToken())).isEmpty();
    assertThat(grant.sessionToken()).doesNotContain("ASIA1", "secret");
  }

  @Test
  void areRefusedWithAnyCharacterChanged() {
    String token = grant.sessionToken();
    for (int i = 0; i < token.length() - 2; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(tokens.read(token.substring(0, i) + other + token.substring(i + 1))).isEmpty();
    }
  }

  @Test
  void areRefusedIfTheyAreNone() {
    assertThat(tokens.read("")).isEmpty();
    assertThat(tokens.read("garbage")).isEmpty();
    assertThat(tokens.read("not base64 at all!")).isEmpty();
  }

  @Test
  void areEachOtherThanTheLast() {
    assertThat(tokens.issue(grant).sessionToken()).isNotEqualTo(grant.sessionToken());
  }
}
