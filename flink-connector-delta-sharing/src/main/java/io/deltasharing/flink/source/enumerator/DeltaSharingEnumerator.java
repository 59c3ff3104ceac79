/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.event.CredentialRefusal;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.storage.LastingStorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a shared table and hands its files to readers, along with the credentials to open them.
 *
 * <ol>
 *   <li>{@link #start()} opens the table on the worker thread: access mode, first credentials, then
 *       the snapshot; after a restore the same version again, or only the table's definition where
 *       all of the snapshot had been handed out.
 *   <li>Readers that asked for access before that are granted it; those that ask later, at once.
 *   <li>Splits go to readers that request them, one at a time, in the order of the table's history.
 *   <li>A bounded read then tells readers that there is no more. A continuous one looks for the
 *       following versions at an interval, on the worker thread; storage that cannot be reached is
 *       tried again at the next look.
 *   <li>The refresher's own thread renews credentials meanwhile; each renewal is passed on to every
 *       reader attempt.
 * </ol>
 *
 * <p>Methods of {@link SplitEnumerator} and handlers of results run on the coordinator thread; it
 * is the only one to change state.
 */
public final class DeltaSharingEnumerator
    implements SplitEnumerator<DeltaSharingSplit, Optional<EnumeratorState>>,
        SupportsHandleExecutionAttemptSourceEvent {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaSharingEnumerator.class);

  private final SplitEnumeratorContext<DeltaSharingSplit> context;
  private final SplitPlanner planner;
  private final String table;
  private final DiscoverySettings discovery;
  private final Optional<EnumeratorState> restored;
  private final ReaderAttempts attempts;
  private final Set<Integer> idleSubtasks = new LinkedHashSet<>();
  private @Nullable OpenTable open;

  /** What is known once the table is open. */
  private static final class OpenTable {
    final StorageLocation root;
    final TableDefinition definition;
    final SplitQueue queue;

    /** Written by the coordinator thread, read by the worker that looks for it. */
    volatile long nextVersion;

    volatile boolean full;

    OpenTable(
        StorageLocation root, TableDefinition definition, SplitQueue queue, long nextVersion) {
      this.root = root;
      this.definition = definition;
      this.queue = queue;
      this.nextVersion = nextVersion;
    }
  }

  /** Commits found from a version on. */
  private record Discovered(long from, List<Commit> commits) {}

  /**
   * @param planner owned and closed by this enumerator
   * @param table share.schema.table
   * @param restored what a checkpoint held; empty at a fresh start
   */
  public DeltaSharingEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context,
      SplitPlanner planner,
      String table,
      DiscoverySettings discovery,
      Optional<EnumeratorState> restored) {
    this.context = context;
    this.planner = planner;
    this.table = table;
    this.discovery = discovery;
    this.restored = restored;
    this.attempts = new ReaderAttempts(context);
  }

  @Override
  public void start() {
    context.metricGroup().setUnassignedSplitsGauge(() -> open == null ? 0L : open.queue.size());
    context.callAsync(this::openTable, this::opened);
  }

  @Override
  public void addReader(int subtask) {
    // A reader asks for access and for splits by itself, each attempt of it.
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    idleSubtasks.add(subtask);
    assign();
  }

  @Override
  public void addSplitsBack(List<DeltaSharingSplit> splits, int subtask) {
    idleSubtasks.remove(subtask);
    if (splits.isEmpty()) {
      // Flink says so of every subtask that it resets, also while the table is being opened.
      return;
    }
    if (open == null) {
      throw new IllegalStateException("splits of " + table + " came back before any were assigned");
    }
    LOG.info("{} splits of {} came back from subtask {}", splits.size(), table, subtask);
    open.queue.giveBack(splits);
    assign();
  }

  /**
   * Called where attempts cannot be concurrent, and so are not told apart: there is one per
   * subtask.
   */
  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    attempts.registered(subtask).forEach(it -> handleSourceEvent(subtask, it, event));
  }

  /** Called where speculative execution may run several attempts of a subtask. */
  @Override
  public void handleSourceEvent(int subtask, int attempt, SourceEvent event) {
    if (event instanceof AccessRequest) {
      if (open == null) {
        attempts.await(subtask, attempt);
      } else {
        attempts.grant(subtask, attempt, grant(open));
      }
    } else if (event instanceof CredentialRefusal refusal) {
      planner.replaceRefused(refusal.location(), refusal.generation());
    } else {
      throw new IllegalArgumentException("an event that is not ours: " + event.getClass());
    }
  }

  @Override
  public Optional<EnumeratorState> snapshotState(long checkpointId) {
    OpenTable opened = open;
    return opened == null
        ? restored
        : Optional.of(
            new EnumeratorState(
                table, opened.definition.tableId(), opened.queue.next(), opened.queue.returned()));
  }

  @Override
  public void close() {
    planner.close();
  }

  private OpenTable openTable() throws IOException, InterruptedException {
    StorageLocation root =
        planner.open(
            new SplitPlanner.Listener(
                credential -> context.runInCoordinatorThread(() -> attempts.renew(credential)),
                lost -> context.runInCoordinatorThread(() -> fail(lost))));
    return restored.isEmpty() ? startFresh(root) : goOn(root, restored.get());
  }

  private OpenTable startFresh(StorageLocation root) throws IOException {
    TableSnapshot snapshot = planner.latest();
    return withSnapshot(
        root, snapshot, new SplitQueue(SplitOrigin.snapshot(snapshot.version(), 0), List.of()));
  }

  private OpenTable goOn(StorageLocation root, EnumeratorState state) throws IOException {
    if (!state.table().equals(table)) {
      throw new PlanningException(
          "The state is that of " + state.table() + ", but the job reads " + table + ".");
    }
    SplitQueue queue = new SplitQueue(state.next(), state.returned());
    if (state.next().phase() == SplitOrigin.Phase.SNAPSHOT) {
      TableSnapshot snapshot = planner.at(state.next().version());
      checkSameTable(state, snapshot.definition());
      return withSnapshot(root, snapshot, queue);
    }
    TableDefinition definition = planner.definition();
    checkSameTable(state, definition);
    return new OpenTable(root, definition, queue, state.next().version());
  }

  private static OpenTable withSnapshot(
      StorageLocation root, TableSnapshot snapshot, SplitQueue queue) {
    queue.append(snapshot);
    return new OpenTable(root, snapshot.definition(), queue, snapshot.version() + 1);
  }

  private void checkSameTable(EnumeratorState state, TableDefinition definition) {
    if (!state.tableId().equals(definition.tableId())) {
      throw new PlanningException(
          table
              + " was dropped and made anew since the state was written (its id was "
              + state.tableId()
              + " and is "
              + definition.tableId()
              + "). Start the job without state to read the new table.");
    }
  }

  private void opened(@Nullable OpenTable opened, @Nullable Throwable failure) {
    if (failure != null || opened == null) {
      fail(failure);
      return;
    }
    open = opened;
    LOG.info(
        "{} is open at '{}': {} splits, next version {}",
        table,
        opened.root,
        opened.queue.size(),
        opened.nextVersion);
    attempts.grantWaiting(grant(opened));
    assign();
    discovery
        .intervalIfContinuous()
        .ifPresent(
            it ->
                context.callAsync(
                    () -> discover(opened),
                    (found, t) -> discovered(opened, found, t),
                    0,
                    it.toMillis()));
  }

  private AccessGrant grant(OpenTable opened) {
    return new AccessGrant(opened.definition, opened.root, planner.credentials());
  }

  private Discovered discover(OpenTable opened) throws IOException {
    long from = opened.nextVersion;
    return new Discovered(
        from, opened.full ? List.of() : planner.commitsFrom(from, discovery.maxVersions()));
  }

  private void discovered(
      OpenTable opened, @Nullable Discovered found, @Nullable Throwable failure) {
    if (failure != null || found == null) {
      discoveryFailed(failure);
      return;
    }
    if (found.from != opened.nextVersion) {
      // Looked up before the look before it was applied; the next one begins at the right place.
      return;
    }
    for (Commit commit : found.commits) {
      opened.queue.append(commit);
      opened.nextVersion = commit.version() + 1;
    }
    assign();
    if (found.commits.size() == discovery.maxVersions()) {
      context.callAsync(() -> discover(opened), (more, t) -> discovered(opened, more, t));
    }
  }

  private void discoveryFailed(@Nullable Throwable failure) {
    if (isPassing(failure)) {
      LOG.warn("Looking for new versions of {} failed, trying again soon", table, failure);
    } else {
      fail(failure);
    }
  }

  private static boolean isPassing(@Nullable Throwable failure) {
    return failure instanceof IOException
        && !(failure instanceof FileNotFoundException)
        && !(failure instanceof LastingStorageException);
  }

  private void assign() {
    OpenTable opened = open;
    if (opened == null) {
      return;
    }
    for (Iterator<Integer> idle = idleSubtasks.iterator(); idle.hasNext(); ) {
      int subtask = idle.next();
      if (!context.registeredReaders().containsKey(subtask)) {
        idle.remove();
        continue;
      }
      Optional<DeltaSharingSplit> split = opened.queue.poll();
      if (split.isPresent()) {
        context.assignSplit(split.get(), subtask);
        idle.remove();
      } else if (discovery.isBounded()) {
        context.signalNoMoreSplits(subtask);
        idle.remove();
      } else {
        break;
      }
    }
    opened.full = opened.queue.size() >= discovery.maxWaitingSplits();
  }

  private void fail(@Nullable Throwable failure) {
    throw new FlinkRuntimeException(
        "Reading the shared table " + table + " failed: " + messageOf(failure), failure);
  }

  private static String messageOf(@Nullable Throwable failure) {
    return failure == null ? "nothing was found" : String.valueOf(failure.getMessage());
  }
}
