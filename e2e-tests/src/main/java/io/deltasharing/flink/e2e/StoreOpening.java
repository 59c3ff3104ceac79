/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.store.Store;
import java.nio.file.Path;

/** Starts the store of a run. */
record StoreOpening(Surroundings surroundings, StoreKind kind, Path work) {
  Store open() {
    throw new Failure("stub " + surroundings + kind);
  }

  Path tableRoot() {
    return work.resolve("tables");
  }
}
