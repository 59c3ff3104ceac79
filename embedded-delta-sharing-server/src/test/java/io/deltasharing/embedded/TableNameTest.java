/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

  @Test
  void leavesDotsToTheShare() {
    assertThat(TableName.parse("my.share.sales.trades"))
        .isEqualTo(new TableName("my.share", "sales", "trades"));
  }

  @Test
  void foldsCaseInItsKey() {
    assertThat(TableName.parse("S.c.T").key()).isEqualTo(TableName.parse("s.C.t").key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "trades", "sales.trades", "..", "s..t", "a b.c.d", "a/b.c.d"})
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> TableName.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
