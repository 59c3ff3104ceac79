/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.store.CephStore;
import io.deltasharing.flink.e2e.store.EmbeddedStoreProcess;
import io.deltasharing.flink.e2e.store.Store;
import java.nio.file.Path;

/** Starts the store of a run. */
record StoreOpening(Surroundings surroundings, StoreKind kind, Path work) {

  Store open() {
    return switch (kind) {
      case CEPH -> CephStore.start(surroundings.module().resolve("ceph"), work);
      case EMBEDDED -> EmbeddedStoreProcess.start(tableRoot(), work);
    };
  }

  /** Where the tables are written; the embedded store serves just this directory. */
  Path tableRoot() {
    return work.resolve("tables");
  }
}
