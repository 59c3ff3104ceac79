/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmbeddedStoreProcessITCase extends StoreContract {

  @Override
  Store start(Path root, Path work) {
    return EmbeddedStoreProcess.start(root, work);
  }

  @Test
  void refusesTablesThatItDoesNotServe() {
    assertThatThrownBy(() -> store().publish(directory, "s/c/t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The store serves s/c/t from "
                + table().directory().toAbsolutePath()
                + ", not from "
                + directory);
  }
}
