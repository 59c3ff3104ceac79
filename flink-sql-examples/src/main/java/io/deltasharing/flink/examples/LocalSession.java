/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink in this JVM for several jobs after one another, with its web UI on 127.0.0.1 only. */
final class LocalSession implements AutoCloseable {

  private static final int PARALLELISM = 2;
  // stages of a batch job may run side by side
  private static final int SLOTS = 2 * PARALLELISM;

  private final LocalFlink place;
  private final MiniCluster cluster;

  private LocalSession(LocalFlink place, MiniCluster cluster) {
    this.place = place;
    this.cluster = cluster;
  }

  /** Not started yet: what goes wrong before the first job needs no Flink. */
  static LocalSession prepare() {
    LocalFlink place = LocalFlink.onUsualPort();
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(place.configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    return new LocalSession(place, cluster);
  }

  void start() throws Exception {
    cluster.start();
  }

  URI webUi() {
    return place.webUi();
  }

  /** For jobs of this cluster. */
  StreamExecutionEnvironment environment(Configuration settings) {
    Configuration all = new Configuration();
    all.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
    all.addAll(settings);
    URI uri = webUi();
    all.set(RestOptions.ADDRESS, uri.getHost());
    return StreamExecutionEnvironment.createRemoteEnvironment(uri.getHost(), uri.getPort(), all);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
