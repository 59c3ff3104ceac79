/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.ArrayDeque;
import java.util.HashMap;
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
 * A coordinator's context whose threads are the test's: calls on the worker thread and handlers of
 * their results run when the test says so.
 */
final class SimulatedContext implements SplitEnumeratorContext<DeltaSharingSplit> {
  private final Map<Integer, SimulatedReader> registered = new TreeMap<>();
  private final Queue<Runnable> worker = new ArrayDeque<>();
  private final Queue<Runnable> coordinator = new ArrayDeque<>();
  private final int parallelism;
  private final AssignedSplits assigned;
  private @Nullable Runnable periodic;

  SimulatedContext(int parallelism, AssignedSplits assigned) {
    this.parallelism = parallelism;
    this.assigned = assigned;
  }

  void register(SimulatedReader reader) {
    registered.put(reader.subtask(), reader);
  }

  void unregister(int subtask) {
    registered.remove(subtask);
  }

  /** Lets the interval of the periodic call go by. */
  void tick() {
    if (periodic != null) {
      worker.add(periodic);
    }
  }

  /** Runs one call, if any waits, without the handler of its result. */
  void runOneCall() {
    Runnable call = worker.poll();
    if (call != null) {
      call.run();
    }
  }

  /** Runs one handler, if any waits. */
  void runOneHandler() {
    Runnable handler = coordinator.poll();
    if (handler != null) {
      handler.run();
    }
  }

  /** Runs both until there is nothing left. */
  void runAll() {
    while (!worker.isEmpty() || !coordinator.isEmpty()) {
      runOneCall();
      runOneHandler();
    }
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
    SimulatedReader reader = reader(subtask);
    if (reader.attempt() == attempt) {
      reader.receive(event);
    }
  }

  @Override
  public int currentParallelism() {
    return parallelism;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    Map<Integer, ReaderInfo> readers = new HashMap<>();
    registered.keySet().forEach(it -> readers.put(it, new ReaderInfo(it, "host")));
    return readers;
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    Map<Integer, Map<Integer, ReaderInfo>> readers = new HashMap<>();
    registered.forEach(
        (subtask, reader) ->
            readers.put(subtask, Map.of(reader.attempt(), new ReaderInfo(subtask, "host"))));
    return readers;
  }

  @Override
  public void assignSplits(SplitsAssignment<DeltaSharingSplit> assignment) {
    assignment
        .assignment()
        .forEach(
            (subtask, splits) ->
                splits.forEach(
                    it -> {
                      SimulatedReader reader = reader(subtask);
                      assigned.record(subtask, it);
                      reader.receive(it);
                    }));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    reader(subtask).receiveEnd();
  }

  @Override
  public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
    worker.add(() -> run(call, handler));
  }

  @Override
  public <T> void callAsync(
      Callable<T> call, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
    periodic = () -> run(call, handler);
  }

  @Override
  public void runInCoordinatorThread(Runnable action) {
    coordinator.add(action);
  }

  @Override
  public void setIsProcessingBacklog(boolean isProcessingBacklog) {}

  /** As Flink does, which takes it for a bug of the enumerator. */
  private SimulatedReader reader(int subtask) {
    SimulatedReader reader = registered.get(subtask);
    if (reader == null) {
      throw new AssertionError("subtask " + subtask + " is not registered");
    }
    return reader;
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
