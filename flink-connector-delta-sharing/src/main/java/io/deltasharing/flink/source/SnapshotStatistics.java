/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.ExactStatistics;
import io.deltasharing.flink.plan.FileFilter;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.SplitPlanner;
import io.deltasharing.flink.source.enumerator.StartingPoint;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the one version that a read reads, from the table's log, while the query is planned.
 * Credentials are asked for, no data file is opened. Blocks.
 */
@Internal
public final class SnapshotStatistics {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStatistics.class);
  private static final SplitPlanner.Listener NOBODY =
      new SplitPlanner.Listener(renewed -> {}, lost -> {});

  private SnapshotStatistics() {}

  /** Whether a read is of one version and no more. */
  public static boolean isOneVersion(ReadWindow window) {
    StartingPoint start = window.start();
    return window.end() instanceof EndingPoint.WithSnapshot
        && (start instanceof StartingPoint.LatestSnapshot
            || start instanceof StartingPoint.SnapshotOfVersion
            || start instanceof StartingPoint.SnapshotAsOf);
  }

  /**
   * The figures.
   *
   * @param columns those that are asked about
   * @return empty if the log does not say, or cannot be read here
   */
  public static Optional<ExactStatistics> of(ReadSettings settings, Set<Column> columns) {
    try (SharedTablePlanner planner =
        new SharedTablePlanner(settings, new TableThreads("statistics", settings.tableName()))) {
      planner.open(NOBODY);
      PlannedWindow window = planner.plan(settings.discovery().window());
      ExactStatistics statistics = statistics(settings, columns, window.table().definition());
      planner.addStatistics(window.lastVersion(), statistics);
      return Optional.of(statistics).filter(ExactStatistics::isExact);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Rows of {} are counted by reading them: its log cannot be read while the query is"
              + " planned",
          settings.tableName(),
          e);
      return Optional.empty();
    }
  }

  private static ExactStatistics statistics(
      ReadSettings settings, Set<Column> columns, TableDefinition table) {
    Predicate exact = settings.rows().exact();
    return new ExactStatistics(
        columns, exact.equals(Predicate.EVERYTHING) ? null : FileFilter.of(exact, table), table);
  }
}
