/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Tables;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * The program of a trial of back-pressure: runs a job that is held up by a slow operator, takes the
 * time of its checkpoints and the heap in use, and prints one line of JSON.
 */
public final class BackpressureTrial {
  private static final Dataset DATA = Dataset.LINEITEM_SNAPPY;
  private static final int WARM_CHECKPOINTS = 5;
  private static final int CHECKPOINTS = 20;
  private static final int COLLECTIONS = 10;

  /** In tenths of a second of the slow operator's work. */
  private static final int WARM_STEPS = 20;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private BackpressureTrial() {}

  public static void main(String[] words) throws Exception {
    BackpressureMeasurement measurement = measure(BackpressureTrialArguments.parse(words));
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(measurement));
    System.out.flush();
    // Libraries leave threads behind that are no daemons.
    System.exit(0);
  }

  private static BackpressureMeasurement measure(BackpressureTrialArguments arguments)
      throws Exception {
    Tables tables = arguments.tables();
    RowType columns = DATA.rowType();
    Source<RowData, ?, ?> source =
        StreamPass.source(
            arguments.contender(), tables.directory(DATA), tables.files(DATA), columns);
    try (MiniCluster cluster = Jobs.cluster(1)) {
      try (BackpressuredJob job = BackpressuredJob.on(cluster, source, columns, arguments.link())) {
        job.goOn(WARM_STEPS);
        checkpoints(job, WARM_CHECKPOINTS);
        List<Double> checkpoints = checkpoints(job, CHECKPOINTS);
        return new BackpressureMeasurement(checkpoints, heap(job));
      }
    }
  }

  /** One after another, with some rows between them, so that each finds the reader elsewhere. */
  private static List<Double> checkpoints(BackpressuredJob job, int count) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      job.goOn(1);
      long begin = System.nanoTime();
      job.checkpoint();
      millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
    }
    return millis;
  }

  /** Behind the checkpoints, for a full collection would hold them up. */
  private static List<Double> heap(BackpressuredJob job) throws Exception {
    List<Double> megabytes = new ArrayList<>();
    for (int i = 0; i < COLLECTIONS; i++) {
      job.goOn(1);
      megabytes.add(usedMegabytes());
    }
    return megabytes;
  }

  /** What a full collection has left, without what was allocated since. */
  private static double usedMegabytes() {
    System.gc();
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
        bytes += pool.getCollectionUsage().getUsed();
      }
    }
    return bytes / BYTES_PER_MEGABYTE;
  }
}
