/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.process.Failure;
import java.util.List;

/** One thing that happens to jobs in production. */
public interface Scenario {

  /** As {@code --scenario} takes it. */
  String name();

  /** Names of the tables to share for it, which begin with its own. */
  default List<String> tables() {
    return List.of(name());
  }

  /** Whether it needs Flink's Parquet format and a Hadoop client in {@code lib}. */
  default boolean needsParquet() {
    return false;
  }

  /**
   * Makes it happen.
   *
   * @return what came of it, as {@code key=value} pairs
   * @throws Failure if it is not what is promised
   */
  String run(Stage stage);
}
