/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often each id arrived, in checkpointed state: what an attempt saw that was rolled back
 * does not count. So its counts are those of an exactly-once sink. Parallelism 1, and one at a time
 * in the JVM: the test reads the running one's counts.
 */
public final class RowCounter
    implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Condition CHANGED = LOCK.newCondition();
  private static Map<Long, Integer> counts = new HashMap<>();
  private static boolean blocked;
  private static long longestPauseNanos;
  private static long lastArrival;
  private static long checkpoints;
  private static long checkpointedIds;
  private static long restoredIds;
  private static long attempts;

  /** How many ids each checkpoint holds that is not complete yet. */
  private final Map<Long, Long> pending = new HashMap<>();

  private transient @Nullable ListState<Long> state;

  /** Forgets what an earlier job counted. */
  public static void reset() {
    LOCK.lock();
    try {
      counts = new HashMap<>();
      blocked = false;
      longestPauseNanos = 0;
      lastArrival = 0;
      checkpoints = 0;
      checkpointedIds = 0;
      restoredIds = 0;
      attempts = 0;
    } finally {
      LOCK.unlock();
    }
  }

  /** Measures pauses from now on. */
  public static void forgetPauses() {
    LOCK.lock();
    try {
      longestPauseNanos = 0;
      lastArrival = 0;
    } finally {
      LOCK.unlock();
    }
  }

  /** Blocks the counting, and so the whole job, until {@link #unblock()}. */
  public static void block() {
    setBlocked(true);
  }

  public static void unblock() {
    setBlocked(false);
  }

  private static void setBlocked(boolean value) {
    LOCK.lock();
    try {
      blocked = value;
      CHANGED.signalAll();
    } finally {
      LOCK.unlock();
    }
  }

  /** Waits until so many different ids have arrived; says whether they have. */
  public static boolean awaitIds(long atLeast, Duration timeout) throws InterruptedException {
    return await(() -> counts.size() >= atLeast, timeout);
  }

  /** Waits until a checkpoint is complete that holds so many different ids. */
  public static boolean awaitCheckpointedIds(long atLeast, Duration timeout)
      throws InterruptedException {
    return await(() -> checkpointedIds >= atLeast, timeout);
  }

  /** Waits until so many checkpoints more are complete. */
  public static boolean awaitCheckpoints(long more, Duration timeout) throws InterruptedException {
    LOCK.lock();
    try {
      long enough = checkpoints + more;
      return await(() -> checkpoints >= enough, timeout);
    } finally {
      LOCK.unlock();
    }
  }

  /** Waits until the counting has begun so many times, restarts and further jobs included. */
  public static boolean awaitAttempts(long atLeast, Duration timeout) throws InterruptedException {
    return await(() -> attempts >= atLeast, timeout);
  }

  /** With how many ids the running attempt began. */
  public static long restoredIds() {
    LOCK.lock();
    try {
      return restoredIds;
    } finally {
      LOCK.unlock();
    }
  }

  private static boolean await(BooleanSupplier condition, Duration timeout)
      throws InterruptedException {
    long nanos = timeout.toNanos();
    LOCK.lock();
    try {
      while (!condition.getAsBoolean() && nanos > 0) {
        nanos = CHANGED.awaitNanos(nanos);
      }
      return condition.getAsBoolean();
    } finally {
      LOCK.unlock();
    }
  }

  public static Counted counted() {
    LOCK.lock();
    try {
      long doubled = counts.values().stream().filter(it -> it > 1).count();
      return new Counted(counts.size(), doubled, TimeUnit.NANOSECONDS.toMillis(longestPauseNanos));
    } finally {
      LOCK.unlock();
    }
  }

  @Override
  public Long map(Long id) throws InterruptedException {
    LOCK.lockInterruptibly();
    try {
      while (blocked) {
        CHANGED.await();
      }
      counts.merge(id, 1, Integer::sum);
      long now = System.nanoTime();
      longestPauseNanos = lastArrival == 0 ? 0 : Math.max(longestPauseNanos, now - lastArrival);
      lastArrival = now;
      CHANGED.signalAll();
    } finally {
      LOCK.unlock();
    }
    return id;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    List<Long> ids = new ArrayList<>();
    LOCK.lock();
    try {
      pending.put(context.getCheckpointId(), (long) counts.size());
      counts.forEach(
          (id, count) -> {
            for (int i = 0; i < count; i++) {
              ids.add(id);
            }
          });
    } finally {
      LOCK.unlock();
    }
    Objects.requireNonNull(state).update(ids);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    LOCK.lock();
    try {
      checkpoints++;
      checkpointedIds = pending.getOrDefault(checkpointId, checkpointedIds);
      pending.keySet().removeIf(it -> it <= checkpointId);
      CHANGED.signalAll();
    } finally {
      LOCK.unlock();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ListState<Long> opened =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("ids", Long.class));
    state = opened;
    Map<Long, Integer> restored = new HashMap<>();
    for (Long id : opened.get()) {
      restored.merge(id, 1, Integer::sum);
    }
    LOCK.lock();
    try {
      counts = restored;
      restoredIds = restored.size();
      attempts++;
      CHANGED.signalAll();
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * What arrived.
   *
   * @param ids different ones
   * @param doubled ids that came more than once
   * @param longestPauseMillis between two rows
   */
  public record Counted(long ids, long doubled, long longestPauseMillis) {}
}
