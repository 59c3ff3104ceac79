/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.process.Failure;

/** What must hold for a scenario to have been what it says it is. */
final class Expectation {
  private Expectation() {}

  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new Failure(otherwise);
    }
  }
}
