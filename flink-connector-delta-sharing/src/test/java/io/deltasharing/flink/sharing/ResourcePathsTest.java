/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourcePathsTest {
  private static final SharedTableName NAME = new SharedTableName("a.b", "c?d", "t%\u00e9#");

  @Test
  void encodesEverySegment() {
    assertThat(ResourcePaths.metadata(NAME))
        .isEqualTo("/shares/a.b/schemas/c%3Fd/tables/t%25%C3%A9%23/metadata");
    assertThat(ResourcePaths.version(NAME)).endsWith("/tables/t%25%C3%A9%23/version");
    assertThat(ResourcePaths.temporaryTableCredentials(NAME))
        .endsWith("/tables/t%25%C3%A9%23/temporary-table-credentials");
    assertThat(ResourcePaths.tables("x+y.-_~", "c"))
        .isEqualTo("/shares/x%2By.-_~/schemas/c/tables");
    assertThat(ResourcePaths.allTables("s")).isEqualTo("/shares/s/all-tables");
    assertThat(ResourcePaths.schemas("s")).isEqualTo("/shares/s/schemas");
  }

  @Test
  void encodesThePageToken() {
    assertThat(ResourcePaths.page("/shares", Optional.of("a/b+c=&d")))
        .isEqualTo("/shares?pageToken=a%2Fb%2Bc%3D%26d");
    assertThat(ResourcePaths.page("/shares", Optional.empty())).isEqualTo("/shares");
  }

  @Test
  void checksNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourcePaths.tables("s", "../x"))
        .withMessage("The name of a schema must not contain a dot: '../x'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourcePaths.share("a/b"))
        .withMessage(
            "The name of a share must not contain a space, a slash or a control character: 'a/b'");
  }
}
