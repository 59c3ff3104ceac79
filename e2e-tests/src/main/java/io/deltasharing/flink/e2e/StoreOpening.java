/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.store.CephStore;
import io.deltasharing.flink.e2e.store.Store;
import io.deltasharing.flink.e2e.store.StoreFailure;
import java.nio.file.Path;

/** Starts the store of a run. */
record StoreOpening(Surroundings surroundings, StoreKind kind, Path work) {

  Store open() {
    try {
      return switch (kind) {
        case CEPH -> CephStore.start(surroundings.module().resolve("ceph"), work, Patience::pause);
        case EMBEDDED -> throw new Failure("not yet");
      };
    } catch (StoreFailure e) {
      throw new Failure("The store does not start", e);
    }
  }

  /** Where the tables are written; the embedded store serves just this directory. */
  Path tableRoot() {
    return work.resolve("tables");
  }
}
