/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Hands out files, one to each reader that asks, and grants access without credentials. */
final class LocalEnumerator implements SplitEnumerator<DeltaSharingSplit, Integer> {
  private final SplitEnumeratorContext<DeltaSharingSplit> context;
  private final TableDefinition definition;
  private final List<DeltaSharingSplit> splits;
  private int next;

  LocalEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context,
      TableDefinition definition,
      List<DeltaSharingSplit> splits,
      int next) {
    this.context = context;
    this.definition = definition;
    this.splits = splits;
    this.next = next;
  }

  @Override
  public void start() {}

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof AccessRequest) {
      context.sendEventToSourceReader(
          subtask, new AccessGrant(definition, LocalStorage.ROOT, List.of()));
    }
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    if (next < splits.size()) {
      context.assignSplit(splits.get(next++), subtask);
    } else {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public void addSplitsBack(List<DeltaSharingSplit> returned, int subtask) {
    throw new IllegalStateException("a benchmark does not go on after a failure");
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public Integer snapshotState(long checkpoint) {
    return next;
  }

  @Override
  public void close() {}
}
