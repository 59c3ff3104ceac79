/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.event.CredentialRefusal;
import io.deltasharing.flink.source.event.NextFile;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.EnumeratorState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsBatchSnapshot;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.apache.flink.table.connector.source.DynamicFilteringEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a shared table and hands its files to readers, along with the credentials to open them.
 *
 * <ol>
 *   <li>{@link #start()} opens the table on the worker thread: access mode, first credentials, then
 *       where the read begins; after a restore it goes on from the state's place.
 *   <li>Readers that asked for access before that are granted it; those that ask later, at once.
 *   <li>Files are planned piece by piece, on the worker thread: those of a snapshot in the order of
 *       their keys, then commit after commit. Nothing is planned while many wait for readers.
 *   <li>Splits go to readers that request them, one at a time, in the order of the table's history.
 *       With each, the reader is told of the file that it will probably be given next.
 *   <li>A bounded read then tells readers that there is no more. A continuous one looks for the
 *       following versions at an interval; storage that cannot be reached is tried again at the
 *       next look.
 *   <li>A version that cannot be followed ends the read, once all before it is emitted and in a
 *       checkpoint.
 *   <li>The refresher's own thread renews credentials meanwhile; each renewal is passed on to every
 *       reader attempt.
 * </ol>
 *
 * <p>Methods of {@link SplitEnumerator} and handlers of results run on the coordinator thread; it
 * is the only one to change state.
 */
public final class DeltaSharingEnumerator
    implements SplitEnumerator<DeltaSharingSplit, Optional<EnumeratorState>>,
        SupportsHandleExecutionAttemptSourceEvent,
        SupportsBatchSnapshot {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaSharingEnumerator.class);

  private final SplitEnumeratorContext<DeltaSharingSplit> context;
  private final SplitPlanner planner;
  private final String table;
  private final DiscoverySettings settings;
  private final Optional<EnumeratorState> restored;
  private final LongSupplier nanoClock;
  private final ReaderAttempts attempts;
  private final WatermarkPublisher watermarks;
  private final Discovery discovery;
  private final Set<Integer> idleSubtasks = new LinkedHashSet<>();

  /** Those that were ever assigned a split by this enumerator. */
  private final Set<Integer> assignedSubtasks = new HashSet<>();

  /**
   * What came back before the table was open: after the failure of its JobManager, a batch job
   * takes back what unfinished tasks had been given by the enumerator before this one.
   */
  private final List<DeltaSharingSplit> cameBackEarly = new ArrayList<>();

  private @Nullable OpenTable open;

  /** What the other side of a join has, once that is known. */
  private @Nullable DynamicFilteringData joined;

  /** Set by whichever thread closes: what was under way then may fail in any way, unheard. */
  private volatile boolean closed;

  /**
   * @param planner owned and closed by this enumerator
   * @param table share.schema.table
   * @param restored what a checkpoint held; empty at a fresh start
   * @param nanoClock a monotonic clock
   */
  public DeltaSharingEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context,
      SplitPlanner planner,
      String table,
      DiscoverySettings settings,
      Optional<EnumeratorState> restored,
      LongSupplier nanoClock) {
    this.context = context;
    this.planner = planner;
    this.table = table;
    this.settings = settings;
    this.restored = restored;
    this.nanoClock = nanoClock;
    this.attempts = new ReaderAttempts(context);
    this.watermarks =
        new WatermarkPublisher(
            context,
            attempts,
            nanoClock,
            restored.map(EnumeratorState::newestTime).orElse(TableWatermark.UNKNOWN));
    DiscoveryFigures figures = new DiscoveryFigures(context.metricGroup(), () -> open, nanoClock);
    this.discovery =
        new Discovery(context, planner, table, settings, figures, watermarks, this::assign);
  }

  @Override
  public void start() {
    context.callAsync(this::openTable, this::opened);
  }

  @Override
  public void addReader(int subtask) {
    // A reader asks for access and for splits by itself, each attempt of it.
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    idleSubtasks.add(subtask);
    watermarks.requested(subtask);
    assign();
  }

  @Override
  public void addSplitsBack(List<DeltaSharingSplit> splits, int subtask) {
    idleSubtasks.remove(subtask);
    watermarks.failed(subtask);
    // Flink says so of every subtask that it resets, also while the table is being opened.
    if (!splits.isEmpty()) {
      takeBack(splits, subtask);
    }
    if (open != null) {
      open.queue().release(subtask);
    }
    assign();
  }

  private void takeBack(List<DeltaSharingSplit> splits, int subtask) {
    LOG.info("{} splits of {} came back from subtask {}", splits.size(), table, subtask);
    if (open != null) {
      open.queue().giveBack(splits);
    } else if (restored.isPresent()) {
      cameBackEarly.addAll(splits);
    } else {
      throw new IllegalStateException("splits of " + table + " came back before any were assigned");
    }
  }

  /**
   * Called where attempts cannot be concurrent, and so are not told apart: there is one per
   * subtask.
   */
  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof DynamicFilteringEvent told) {
      join(told.getData());
      return;
    }
    attempts.registered(subtask).forEach(it -> handleSourceEvent(subtask, it, event));
  }

  /** Called where speculative execution may run several attempts of a subtask. */
  @Override
  public void handleSourceEvent(int subtask, int attempt, SourceEvent event) {
    if (event instanceof AccessRequest request) {
      watermarks.begun(subtask, request.restoredTimes());
      if (open == null) {
        attempts.await(subtask, attempt);
      } else {
        attempts.grant(subtask, attempt, grant(open));
        watermarks.publish(open.queue());
      }
    } else if (event instanceof CredentialRefusal refusal) {
      planner.replaceRefused(refusal.location(), refusal.generation());
    } else if (event instanceof DynamicFilteringEvent told) {
      join(told.getData());
    } else {
      throw new IllegalArgumentException("an event that is not ours: " + event.getClass());
    }
  }

  @Override
  public Optional<EnumeratorState> snapshotState(long checkpointId) {
    OpenTable opened = open;
    if (opened == null) {
      return restored.map(it -> it.withReturned(cameBackEarly));
    }
    Halt halt = opened.halt();
    if (halt != null) {
      halt.emitted(isAllEmitted(opened), nanoClock.getAsLong());
      halt.checkpointed(checkpointId);
    }
    return Optional.of(
        opened.state(table, settings.isBounded()).withNewestTime(watermarks.newest()));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    Halt halt = open == null ? null : open.halt();
    if (halt != null && halt.isHeldBy(checkpointId)) {
      fail(halt.reason());
    }
  }

  @Override
  public void close() {
    closed = true;
    discovery.close();
    planner.close();
  }

  private OpenTable openTable() throws IOException, InterruptedException {
    StorageLocation root =
        planner.open(
            new SplitPlanner.Listener(
                credential -> context.runInCoordinatorThread(() -> attempts.renew(credential)),
                lost -> context.runInCoordinatorThread(() -> fail(lost))));
    TableOpening opening = new TableOpening(planner, table, settings.window(), root);
    return restored.isEmpty() ? opening.fresh() : opening.from(restored.get());
  }

  private void opened(@Nullable OpenTable opened, @Nullable Throwable failure) {
    if (closed) {
      return;
    }
    if (failure != null || opened == null) {
      fail(failure);
      return;
    }
    open = opened;
    opened.queue().giveBack(cameBackEarly);
    if (joined != null) {
      join(joined);
    }
    LOG.info("{} is open at '{}': next is {}", table, opened.root(), opened.queue().next().id());
    discovery.opened(opened);
    attempts.grantWaiting(grant(opened));
    assign();
    long interval = settings.interval().toMillis();
    // The tick only says that it is time: looks themselves must not pile up behind a slow one.
    context.callAsync(() -> true, (now, never) -> tick(opened), interval, interval);
  }

  /** Comes before any reader asks for a split, but perhaps before the table is open. */
  private void join(DynamicFilteringData other) {
    joined = other.isFiltering() ? other : null;
    if (open != null && joined != null) {
      open.queue().keepOnly(planner.joined(joined, open.definition()));
      LOG.info(
          "{} is joined with {} rows: other partitions are not read",
          table,
          other.getData().size());
    }
  }

  private AccessGrant grant(OpenTable opened) {
    return new AccessGrant(opened.definition(), opened.root(), planner.credentials());
  }

  private void tick(OpenTable opened) {
    watermarks.publish(opened.queue());
    discovery.lookAgain(opened);
    Halt halt = opened.halt();
    if (halt != null) {
      halt.emitted(isAllEmitted(opened), nanoClock.getAsLong());
      if (halt.isOverdue(nanoClock.getAsLong())) {
        fail(halt.reason());
      }
    }
  }

  private void assign() {
    OpenTable opened = open;
    if (opened == null) {
      return;
    }
    idleSubtasks.retainAll(context.registeredReaders().keySet());
    for (Iterator<Integer> idle = idleSubtasks.iterator(); idle.hasNext(); ) {
      int subtask = idle.next();
      Optional<DeltaSharingSplit> split =
          opened.queue().poll(subtask, context.currentParallelism());
      if (split.isPresent()) {
        context.assignSplit(split.get(), subtask);
        watermarks.assigned(subtask, split.get());
        assignedSubtasks.add(subtask);
        idle.remove();
        tellOfTheNext(opened, subtask);
      } else if (settings.isBounded() && opened.isPlanned() && opened.halt() == null) {
        context.signalNoMoreSplits(subtask);
        watermarks.ended(subtask);
        idle.remove();
      } else {
        break;
      }
    }
    afterAssignment(opened);
  }

  /** Lets a reader prepare for the split after the one that it has just been given. */
  private void tellOfTheNext(OpenTable opened, int subtask) {
    opened
        .queue()
        .reserve(subtask, context.currentParallelism())
        .filter(it -> it.position() == 0)
        .ifPresent(it -> attempts.tell(NextFile.of(it.files().get(0)), other -> other == subtask));
  }

  private void afterAssignment(OpenTable opened) {
    Halt halt = opened.halt();
    if (halt != null) {
      halt.emitted(isAllEmitted(opened), nanoClock.getAsLong());
      if (settings.isBounded() && isAllEmitted(opened)) {
        fail(halt.reason());
      }
    }
    watermarks.publish(opened.queue());
    discovery.look(opened);
  }

  /** A reader asks for a split once it has emitted all those before. */
  private boolean isAllEmitted(OpenTable opened) {
    Set<Integer> readers = subtasksWithSplits();
    return opened.queue().size() == 0
        && context.registeredReaders().keySet().containsAll(readers)
        && idleSubtasks.containsAll(readers);
  }

  /**
   * Any reader may be restored with splits along with the enumerator. Otherwise one that was given
   * none is not waited for: a batch job that has fewer slots than readers starts the last of them
   * only when others have finished.
   */
  private Set<Integer> subtasksWithSplits() {
    return restored.isEmpty()
        ? assignedSubtasks
        : IntStream.range(0, context.currentParallelism()).boxed().collect(Collectors.toSet());
  }

  private void fail(@Nullable Throwable failure) {
    throw FailedRead.of(table, failure);
  }
}
