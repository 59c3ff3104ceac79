/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where Ceph is installed, see {@code e2e-tests/ceph/install}. */
@EnabledIf("io.deltasharing.flink.e2e.store.CephStore#isInstalled")
class CephStoreITCase extends StoreContract {

  @Override
  Store start(Path root, Path work) {
    return CephStore.start(Path.of("ceph"), work);
  }

  @Test
  void publishesWhatCameWhileItWasAway() throws IOException {
    store().kill();
    table().append(5);
    assertThatThrownBy(this::publish)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("try again later");
    store().restart();
    publish();
  }
}
