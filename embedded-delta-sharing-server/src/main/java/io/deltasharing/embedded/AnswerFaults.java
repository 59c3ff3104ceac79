/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The faults that wait for requests, and the requests that a fault made wait. Thread-safe.
 *
 * <p>A fault is taken and its request held under one lock, so that clearing forgets or releases
 * each one and misses none. Requests are released outside of it.
 */
final class AnswerFaults implements AutoCloseable {

  private final Map<RequestKind, Deque<Planned>> planned = new EnumMap<>(RequestKind.class);
  private final Set<HeldAnswer> held = new LinkedHashSet<>();
  private final ScheduledExecutorService scheduler;
  private boolean storeOutOfReach;
  private boolean closed;

  AnswerFaults(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  /** With a daemon thread of its own, started by the first delay. */
  static AnswerFaults onOwnThread() {
    return new AnswerFaults(
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "embedded-delays");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /** From now on nothing can be planned for the store's answers: they are given elsewhere. */
  synchronized void storeIsOutOfReach() {
    storeOutOfReach = true;
  }

  void plan(RequestKind kind, AnswerFault fault, int times) {
    plan(kind, times, () -> fault);
  }

  void planDelay(RequestKind kind, Duration delay, int times) {
    plan(kind, times, () -> delayed(kind, delay));
  }

  void planHang(RequestKind kind, int times) {
    plan(kind, times, () -> hold(kind));
  }

  /** As {@link #clear(RequestKind)} and {@link #planHang}, but no request comes in between. */
  void replaceByHang(RequestKind kind, int times) {
    List<HeldAnswer> released;
    synchronized (this) {
      Planned hang = checked(kind, times, () -> hold(kind));
      planned.put(kind, new ArrayDeque<>(List.of(hang)));
      released = takeHeld(answer -> answer.kind() == kind);
    }
    released.forEach(HeldAnswer::release);
  }

  /** What is due for a request of this kind that has just arrived. */
  synchronized AnswerFault next(RequestKind kind) {
    Deque<Planned> queue = planned.get(kind);
    if (queue == null || queue.isEmpty()) {
      return AnswerFault.NONE;
    }
    Planned first = queue.remove();
    if (first.times() == Faults.FOREVER) {
      queue.addFirst(first);
    } else if (first.times() > 1) {
      queue.addFirst(new Planned(first.fault(), first.times() - 1));
    }
    return first.fault().get();
  }

  void clear(RequestKind kind) {
    synchronized (this) {
      planned.remove(kind);
    }
    release(answer -> answer.kind() == kind);
  }

  void clear() {
    synchronized (this) {
      planned.clear();
    }
    release(answer -> true);
  }

  /** Held requests are left unanswered: their connections are about to be closed. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      planned.clear();
      held.clear();
    }
    scheduler.shutdownNow();
    awaitEnd();
  }

  /** Interrupted, it waits for no one: the thread ends by itself. */
  private void awaitEnd() {
    try {
      boolean unused = scheduler.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void plan(RequestKind kind, int times, Supplier<AnswerFault> fault) {
    planned.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(checked(kind, times, fault));
  }

  private synchronized Planned checked(RequestKind kind, int times, Supplier<AnswerFault> fault) {
    if (times < 1) {
      throw new IllegalArgumentException("A fault happens once or more, not " + times + " times");
    }
    if (storeOutOfReach && kind.isOfStore()) {
      throw new IllegalArgumentException(
          kind + " does not arrive here: the store is an external one, which answers by itself");
    }
    if (closed) {
      throw new IllegalStateException("The server is closed: it answers no more");
    }
    return new Planned(fault, times);
  }

  private HeldAnswer hold(RequestKind kind) {
    HeldAnswer answer = new HeldAnswer(kind);
    held.add(answer);
    return answer;
  }

  private HeldAnswer delayed(RequestKind kind, Duration delay) {
    HeldAnswer answer = hold(kind);
    Future<?> unused =
        scheduler.schedule(() -> release(answer::equals), delay.toNanos(), TimeUnit.NANOSECONDS);
    return answer;
  }

  private void release(Predicate<HeldAnswer> wanted) {
    takeHeld(wanted).forEach(HeldAnswer::release);
  }

  private synchronized List<HeldAnswer> takeHeld(Predicate<HeldAnswer> wanted) {
    List<HeldAnswer> taken = held.stream().filter(wanted).toList();
    taken.forEach(held::remove);
    return taken;
  }

  /**
   * @param fault makes the fault of one request, with the lock held
   */
  private record Planned(Supplier<AnswerFault> fault, int times) {}
}
