/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.access.DirectoryAccess;
import io.deltasharing.flink.access.TableReplacedException;
import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialRefresher;
import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.credentials.CredentialsLostException;
import io.deltasharing.flink.credentials.DaemonRefreshTimer;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.RefreshListener;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.ExactStatistics;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.sharing.TableMetadata;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.SplitPlanner;
import io.deltasharing.flink.storage.ScopedStorage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.jspecify.annotations.Nullable;

/** A shared table opened on the JobManager: its client, its refresher and its log. */
final class SharedTablePlanner implements SplitPlanner {
  /** So many commits at once at most are read of a backlog. */
  private static final int READERS = 8;

  private static final int READER_IDLE_SECONDS = 10;

  private final ReadSettings settings;
  private final ThreadFactory threads;
  private final SharingConnection connection;
  private final Clock clock = Clock.systemUTC();
  private @Nullable Opened opened;
  private @Nullable Planned planned;
  private boolean closed;

  /** A plan made for whoever takes the open table over. */
  private record Planned(ReadWindow window, PlannedWindow plan) {}

  /** What has to be released. */
  private record Opened(
      DirectoryAccess access,
      Passing passing,
      CredentialRefresher refresher,
      CredentialScope scope,
      ScopedStorage storage,
      ExecutorService readers,
      TableHistory history) {

    void close() {
      refresher.close();
      scope.holders().forEach(CredentialHolder::close);
      storage.close();
      readers.shutdownNow();
    }
  }

  /**
   * @param threads makes the refresher's thread
   */
  SharedTablePlanner(ReadSettings settings, ThreadFactory threads) {
    this.settings = settings;
    this.threads = threads;
    this.connection = SharingConnection.open(settings.profile());
  }

  /** Opened again, it only changes whom it tells. */
  @Override
  public StorageLocation open(Listener listener) throws IOException, InterruptedException {
    Optional<Opened> before = openedBefore();
    if (before.isPresent()) {
      before.get().passing().tell(listener);
      return before.get().access().root();
    }
    DirectoryAccess access =
        DirectoryAccess.open(
            connection.patient(),
            connection.hasty(),
            settings.table(),
            settings.accessChoice(),
            settings.assumedLifetime());
    Opened now = keepFresh(access, listener);
    register(now);
    now.refresher().start();
    awaitFirstCredentials(now.refresher());
    return access.root();
  }

  /** Shows the state of credentials; zeros before the table is open. */
  void registerMetrics(MetricGroup group) {
    group.gauge("credentialSecondsToExpiry", () -> ifOpen(CredentialRefresher::secondsToExpiry));
    group.gauge("credentialFetches", () -> ifOpen(it -> it.statistics().fetches()));
    group.gauge("credentialFetchFailures", () -> ifOpen(it -> it.statistics().failures()));
    group.gauge("credentialFetchFailuresInRow", () -> ifOpen(CredentialRefresher::failuresInRow));
    group.gauge("credentialReactiveFetches", () -> ifOpen(it -> it.statistics().reactive()));
    group.gauge(
        "credentialFetchLatencyMillis", () -> ifOpen(it -> it.statistics().lastLatencyMillis()));
  }

  private synchronized long ifOpen(ToLongFunction<CredentialRefresher> figure) {
    return opened == null ? 0 : figure.applyAsLong(opened.refresher());
  }

  /** What the server says of the size of the newest version, if it does: costs no request. */
  Optional<ReadVolume> volumeSaid() {
    TableMetadata metadata = opened().access().metadata();
    if (metadata.bytes().isEmpty() || metadata.files().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ReadVolume(metadata.bytes().getAsLong(), metadata.files().getAsLong()));
  }

  /** Plans a read that begins right after: the next {@link #plan} of it is this one. */
  PlannedWindow planAhead(ReadWindow window) throws IOException {
    PlannedWindow plan = opened().history().plan(window);
    synchronized (this) {
      planned = new Planned(window, plan);
    }
    return plan;
  }

  @Override
  public PlannedWindow plan(ReadWindow window) throws IOException {
    Optional<PlannedWindow> ahead = plannedAhead(window);
    return ahead.isPresent() ? ahead.get() : opened().history().plan(window);
  }

  private synchronized Optional<PlannedWindow> plannedAhead(ReadWindow window) {
    Planned ahead = planned;
    planned = null;
    return ahead != null && ahead.window().equals(window)
        ? Optional.of(ahead.plan())
        : Optional.empty();
  }

  @Override
  public long lastVersion(EndingPoint end, long begin) throws IOException {
    return opened().history().lastVersion(end, begin);
  }

  @Override
  public TableSnapshot at(long version) throws IOException {
    return opened().history().at(version);
  }

  @Override
  public TableSnapshot newest() throws IOException {
    return opened().history().newest();
  }

  @Override
  public SnapshotFiles files(long version, @Nullable FileKey after, int skip, int most)
      throws IOException {
    return opened().history().files(version, after, skip, most);
  }

  /** How much is read of a version, whose first files will be asked for next. */
  ReadVolume volumeOf(long version) throws IOException {
    SnapshotFiles files = opened().history().measured(version);
    return new ReadVolume(files.remainingBytes(), files.remaining());
  }

  /** Adds what the log says of each file of a version. */
  void addStatistics(long version, ExactStatistics statistics) throws IOException {
    opened().history().addStatistics(version, statistics);
  }

  @Override
  public CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException {
    return opened().history().commitsFrom(version, limits);
  }

  @Override
  public void checkColumns(TableDefinition definition) {
    opened().history().checkColumns(definition);
  }

  @Override
  public Optional<String> columnsChangedBy(Commit commit, TableDefinition before) {
    return opened().history().columnsChangedBy(commit, before);
  }

  @Override
  public Predicate<DataFile> joined(DynamicFilteringData joined, TableDefinition table) {
    List<String> columns = settings.rows().joinedBy();
    return columns == null || columns.size() != joined.getRowType().getFieldCount()
        ? file -> true
        : new JoinedPartitions(joined, columns, table);
  }

  @Override
  public List<HeldCredential> credentials() {
    return opened().scope().holders().stream().flatMap(it -> it.current().stream()).toList();
  }

  @Override
  public void replaceRefused(StorageLocation location, long generation) {
    opened().refresher().requestNewer(location, generation);
  }

  @Override
  public void close() {
    Opened toClose;
    synchronized (this) {
      closed = true;
      toClose = opened;
    }
    if (toClose != null) {
      toClose.close();
    }
    connection.close();
  }

  private Opened keepFresh(DirectoryAccess access, Listener listener) {
    List<CredentialHolder> holders = access.locations().stream().map(it -> holder(it)).toList();
    CredentialScope scope = new CredentialScope(holders);
    Passing passing = new Passing(scope, access, listener);
    CredentialRefresher refresher =
        new CredentialRefresher(
            access.locations(),
            access.vendor(),
            settings.refreshPolicy(),
            new DaemonRefreshTimer(threads),
            clock,
            () -> ThreadLocalRandom.current().nextDouble(),
            passing);
    ScopedStorage storage = new ScopedStorage(scope, settings.s3());
    ExecutorService readers = readers();
    DeltaLog log = new DeltaLog(storage, access.root(), settings.tableName(), readers);
    return new Opened(
        access,
        passing,
        refresher,
        scope,
        storage,
        readers,
        new TableHistory(log, settings.readColumns(), clock));
  }

  /** Its threads end when there is no backlog of commits to be read ahead. */
  private ExecutorService readers() {
    ThreadPoolExecutor readers =
        new ThreadPoolExecutor(
            READERS,
            READERS,
            READER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new TableThreads("commits", settings.tableName()));
    readers.allowCoreThreadTimeOut(true);
    return readers;
  }

  private CredentialHolder holder(StorageLocation location) {
    return new CredentialHolder(
        location, generation -> replaceRefused(location, generation), System::nanoTime);
  }

  private synchronized void register(Opened now) throws InterruptedException {
    if (closed) {
      now.close();
      throw new InterruptedException("closed while the table was opened");
    }
    opened = now;
  }

  private synchronized Optional<Opened> openedBefore() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("closed before the table was opened");
    }
    return Optional.ofNullable(opened);
  }

  private synchronized Opened opened() {
    if (opened == null) {
      throw new IllegalStateException(settings.tableName() + " is not open yet");
    }
    return opened;
  }

  private static void awaitFirstCredentials(CredentialRefresher refresher)
      throws InterruptedException {
    try {
      refresher.ready().get();
    } catch (CancellationException e) {
      throw new InterruptedException("closed while waiting for the first credentials");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CredentialsLostException lost
          ? lost
          : new IllegalStateException(e.getCause());
    }
  }

  /**
   * Hands credentials to our own file systems first, then to the readers; and asks then whether it
   * is still the same table.
   */
  private static final class Passing implements RefreshListener {
    private final CredentialScope scope;
    private final DirectoryAccess access;
    private Listener listener;
    private @Nullable Exception reasonOfLoss;
    private long checkedGeneration = 1;

    Passing(CredentialScope scope, DirectoryAccess access, Listener listener) {
      this.scope = scope;
      this.access = access;
      this.listener = listener;
    }

    @Override
    public void refreshed(HeldCredential credential) {
      scope.holderOf(credential.location()).offer(credential);
      listener().renewed().accept(credential);
      if (credential.location().equals(access.root())
          && credential.generation() > checkedGeneration) {
        checkedGeneration = credential.generation();
        checkIdentity();
      }
    }

    @Override
    public void lost(CredentialsLostException reason) {
      tellOfLoss(reason);
      scope.holders().forEach(it -> it.lose(reason));
    }

    /** Somebody else from now on, who also hears of a loss that was before. */
    synchronized void tell(Listener other) {
      listener = other;
      if (reasonOfLoss != null) {
        other.lost().accept(reasonOfLoss);
      }
    }

    private synchronized void tellOfLoss(Exception reason) {
      reasonOfLoss = reason;
      listener.lost().accept(reason);
    }

    private synchronized Listener listener() {
      return listener;
    }

    private void checkIdentity() {
      try {
        access.identity().check();
      } catch (TableReplacedException e) {
        tellOfLoss(e);
      } catch (InterruptedException e) {
        // Only closing interrupts the refresher, and it ends its steps by itself.
        Thread.currentThread().interrupt();
      }
    }
  }
}
