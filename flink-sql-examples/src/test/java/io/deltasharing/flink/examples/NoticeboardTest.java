/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeboardTest {

  private static final Path DECLARATIONS = Path.of("sql", "tables.sql");

  @TempDir Path directory;

  @Test
  void isForOneAtATime() {
    Noticeboard first = Noticeboard.open(directory, DECLARATIONS);
    assertThatThrownBy(() -> Noticeboard.open(directory, DECLARATIONS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Another quick start is serving from " + directory + "; end that one first");
    first.close();
    Noticeboard.open(directory, DECLARATIONS).close();
  }
}
