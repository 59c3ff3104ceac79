/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator whose threads are the test's. Unlike Flink's own testing context it tells attempts
 * of a subtask apart, and a call and its handler can be run one after the other.
 */
final class ManualContext implements SplitEnumeratorContext<DeltaSharingSplit> {
  /** An event and the attempt that it was sent to. */
  record Sent(int subtask, int attempt, SourceEvent event) {}

  final List<Sent> sent = new ArrayList<>();

  /** Split ids by subtask; "end" for the news that there are no more. */
  final Map<Integer, List<String>> assigned = new TreeMap<>();

  /** What was told of the backlog, in order. */
  final List<Boolean> backlog = new ArrayList<>();

  /** How many readers there are to be; negative for those that are registered. */
  int parallelism = -1;

  private final Map<Integer, Map<Integer, ReaderInfo>> readers = new HashMap<>();
  private final Queue<Runnable> worker = new ArrayDeque<>();
  private final Queue<Runnable> coordinator = new ArrayDeque<>();
  private @Nullable Runnable periodic;
  private long periodMillis = -1;

  void register(int subtask, int attempt) {
    readers
        .computeIfAbsent(subtask, it -> new HashMap<>())
        .put(attempt, new ReaderInfo(subtask, "host"));
  }

  void unregister(int subtask) {
    readers.remove(subtask);
  }

  /** Runs what was called asynchronously, without the handlers of its results. */
  void runWorker() {
    for (Runnable call = worker.poll(); call != null; call = worker.poll()) {
      call.run();
    }
  }

  /** Runs the handlers of results, and what else was passed to the coordinator's thread. */
  void runCoordinator() {
    for (Runnable action = coordinator.poll(); action != null; action = coordinator.poll()) {
      action.run();
    }
  }

  /** Runs both until there is nothing left. */
  void runAll() {
    while (!worker.isEmpty() || !coordinator.isEmpty()) {
      runWorker();
      runCoordinator();
    }
  }

  /** Lets the interval of the periodic call go by. */
  void tick() {
    if (periodic == null) {
      throw new AssertionError("no periodic call");
    }
    worker.add(periodic);
  }

  /** Negative if there is no periodic call. */
  long periodMillis() {
    return periodMillis;
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    throw new AssertionError("an event without the attempt it is for");
  }

  @Override
  public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
    sent.add(new Sent(subtask, attempt, event));
  }

  @Override
  public int currentParallelism() {
    return parallelism < 0 ? readers.size() : parallelism;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    Map<Integer, ReaderInfo> any = new HashMap<>();
    readers.forEach((subtask, attempts) -> any.put(subtask, attempts.values().iterator().next()));
    return any;
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    return readers;
  }

  @Override
  public void assignSplits(SplitsAssignment<DeltaSharingSplit> assignment) {
    assignment
        .assignment()
        .forEach((subtask, splits) -> splits.forEach(it -> note(subtask, it.splitId())));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    note(subtask, "end");
  }

  @Override
  public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
    worker.add(() -> run(call, handler));
  }

  @Override
  public <T> void callAsync(
      Callable<T> call, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
    periodic = () -> run(call, handler);
    periodMillis = period;
  }

  @Override
  public void setIsProcessingBacklog(boolean isProcessingBacklog) {
    backlog.add(isProcessingBacklog);
  }

  @Override
  public void runInCoordinatorThread(Runnable action) {
    coordinator.add(action);
  }

  private void note(int subtask, String id) {
    assigned.computeIfAbsent(subtask, it -> new ArrayList<>()).add(id);
  }

  @SuppressWarnings("NullAway") // as Flink does: a result or a failure
  private <T> void run(Callable<T> call, BiConsumer<T, Throwable> handler) {
    try {
      T result = call.call();
      coordinator.add(() -> handler.accept(result, null));
    } catch (Exception e) {
      coordinator.add(() -> handler.accept(null, e));
    }
  }
}
