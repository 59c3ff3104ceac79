/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import io.deltasharing.flink.benchmarks.data.Dataset;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * One comparison.
 *
 * @param columns that are read
 * @param selection which rows are read
 * @param contenders the first is to reach the targets against the second; the others are there to
 *     be seen
 * @param isQuick whether it is one of those of {@code --quick}
 */
public record Scenario(
    String name,
    Pipeline pipeline,
    Dataset data,
    RowType columns,
    Selection selection,
    List<Contender> contenders,
    List<Target> targets,
    boolean isQuick) {

  /** Which rows are wanted. */
  public enum Selection {
    ALL,
    /** One in a hundred, all over the table. */
    SCATTERED,
    /** One in a hundred, next to each other. */
    CLUSTERED
  }

  public Scenario {
    contenders = List.copyOf(contenders);
    targets = List.copyOf(targets);
    if (contenders.size() < 2) {
      throw new IllegalArgumentException("a scenario has two contenders at least: " + name);
    }
  }

  public Contender subject() {
    return contenders.get(0);
  }

  public Contender peer() {
    return contenders.get(1);
  }

  public boolean needsServer() {
    return contenders.stream().anyMatch(it -> !it.isLocal(pipeline.form()));
  }
}
