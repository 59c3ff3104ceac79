/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A reader's surroundings; notes what it tells the enumerator. */
final class ManualReaderContext implements SourceReaderContext {
  /** What was sent, in order. */
  final List<String> sent = new ArrayList<>();

  @Override
  public SourceReaderMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration();
  }

  @Override
  public String getLocalHostName() {
    return "host";
  }

  @Override
  public int getIndexOfSubtask() {
    return 0;
  }

  @Override
  public void sendSplitRequest() {
    sent.add("request");
  }

  @Override
  public void sendSourceEventToCoordinator(SourceEvent event) {
    sent.add(event.getClass().getSimpleName());
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(ManualReaderContext.class.getClassLoader());
  }
}
