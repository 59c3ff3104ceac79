/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;

/** Kernel's default engine on the local disk. */
final class LocalEngine {

  private LocalEngine() {}

  static Engine create() {
    return DefaultEngine.create(new LocalFileIO());
  }
}
