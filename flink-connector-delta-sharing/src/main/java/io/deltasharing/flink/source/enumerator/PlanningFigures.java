/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.SkippedFiles;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How much is read and what is left out, as metrics, since the enumerator began. Changed by the
 * coordinator thread, read by reporters.
 */
final class PlanningFigures {
  private final Counter files;
  private final Counter bytes;
  private final Counter skippedByPartition;
  private final Counter skippedByStatistics;
  private final Counter skippedBytes;

  PlanningFigures(MetricGroup group) {
    files = group.counter("filesPlanned");
    bytes = group.counter("bytesPlanned");
    skippedByPartition = group.counter("filesSkippedByPartition");
    skippedByStatistics = group.counter("filesSkippedByStatistics");
    skippedBytes = group.counter("bytesSkipped");
  }

  /** Those that are left out are not counted here. */
  void planned(List<DataFile> planned) {
    for (DataFile file : planned) {
      if (!file.isSkipped()) {
        files.inc();
        bytes.inc(file.size());
      }
    }
  }

  void skipped(SkippedFiles skipped) {
    skippedByPartition.inc(skipped.byPartition());
    skippedByStatistics.inc(skipped.byStatistics());
    skippedBytes.inc(skipped.bytes());
  }

  /** For people to read. */
  @Override
  public String toString() {
    return files.getCount()
        + " files of "
        + bytes.getCount()
        + " bytes are read; left out are "
        + skippedByPartition.getCount()
        + " by their partition and "
        + skippedByStatistics.getCount()
        + " by their statistics, "
        + skippedBytes.getCount()
        + " bytes";
  }
}
