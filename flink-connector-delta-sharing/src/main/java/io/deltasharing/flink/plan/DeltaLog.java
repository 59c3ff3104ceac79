/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table's log. All methods block on storage; one thread at a time.
 *
 * <p>Every method throws {@link IOException} where trying again may help and {@link
 * PlanningException} where it does not.
 */
public final class DeltaLog {
  private static final long NEWEST = -1;

  private final StorageLocation root;
  private final String table;
  private final Engine engine;
  private final BrokenLog broken;
  private final LogPaths paths;
  private final CommitPoller poller;
  private FileSelection selection = FileSelection.ALL;

  /** The snapshot whose files are being read piece by piece. */
  private @Nullable Snapshot open;

  /**
   * @param root the directory that holds {@code _delta_log}
   * @param table share.schema.table, for messages
   * @param executor runs reads of commits that need not wait for one another
   */
  public DeltaLog(TableStorage storage, StorageLocation root, String table, Executor executor) {
    this.root = root;
    this.table = table;
    LogTrail trail = new LogTrail();
    this.engine = KernelAdapter.engine(storage, trail);
    this.broken = new BrokenLog(table, root, trail);
    this.paths = new LogPaths(storage, root, table);
    this.poller = new CommitPoller(storage, root, table, executor);
  }

  /** Reads these files alone from now on. */
  public void select(FileSelection files) {
    selection = files;
    poller.select(files);
  }

  /** The newest version. */
  public TableSnapshot latest() throws IOException {
    return opened(load(NEWEST, UnaryOperator.identity()));
  }

  /**
   * A given version.
   *
   * @throws PlanningException saying which versions there are if it is none of them
   */
  public TableSnapshot at(long version) throws IOException {
    return opened(loadVersion(version));
  }

  /** The oldest version that can still be rebuilt. */
  public TableSnapshot earliest() throws IOException {
    return at(earliestVersion());
  }

  /**
   * The table as it was at a moment: the last version that was committed until then.
   *
   * @throws PlanningException if that version cannot be rebuilt any more
   */
  public TableSnapshot asOf(Instant moment) throws IOException {
    Snapshot latest = load(NEWEST, UnaryOperator.identity());
    return at(
        reading(
            NEWEST,
            () ->
                KernelAdapter.versionAsOf(engine, latest, moment.toEpochMilli(), true)
                    .orElseThrow(() -> tooEarly(latest, moment))));
  }

  /**
   * The first version that was committed at a moment or after it; the one to come if there is none.
   *
   * @throws PlanningException if commits of that time may have been cleaned up
   */
  public long firstVersionFrom(Instant moment) throws IOException {
    Snapshot latest = load(NEWEST, UnaryOperator.identity());
    long millis = moment.toEpochMilli();
    KernelAdapter.DatedVersion last =
        reading(NEWEST, () -> KernelAdapter.lastUntilOrOldest(engine, latest, millis));
    if (last.millis() > millis && last.version() > 0) {
      throw cleanedUp(moment, last);
    }
    return last.millis() >= millis ? last.version() : last.version() + 1;
  }

  /**
   * The last version that was committed until a moment.
   *
   * @throws PlanningException if the log does not go back so far
   */
  public long lastVersionUntil(Instant moment) throws IOException {
    Snapshot latest = load(NEWEST, UnaryOperator.identity());
    return reading(
        NEWEST,
        () ->
            KernelAdapter.versionAsOf(engine, latest, moment.toEpochMilli(), false)
                .orElseThrow(() -> tooEarly(latest, moment)));
  }

  /**
   * Checks that the commits from a version on are there.
   *
   * @throws PlanningException saying which there are if not
   */
  public void requireCommitsFrom(long version) throws IOException {
    long newest = load(NEWEST, UnaryOperator.identity()).getVersion();
    long oldest = reading(NEWEST, () -> KernelAdapter.earliestCommit(engine, root.toString()));
    if (version < oldest || version > newest + 1) {
      throw new PlanningException(
          "The changes of "
              + table
              + " cannot be read from version "
              + version
              + " on: "
              + (version < oldest ? "it was cleaned up. " : "there is none so far. ")
              + range(oldest, newest));
    }
  }

  /**
   * The files of a version, piece by piece, in the order of their keys. What is held in memory is
   * the piece, whatever the size of the table; each piece replays the log once.
   *
   * @param after the last file of the piece before; null for the first piece
   * @param skip so many of the files behind that are left out; they are counted before the
   *     selection has its say, which in this piece it does not
   * @param most so many files at most
   */
  public SnapshotFiles files(long version, @Nullable FileKey after, int skip, int most)
      throws IOException {
    SnapshotFiles files = firstFiles(version, after, skip, most);
    if (files.areLast()) {
      open = null;
    }
    return files;
  }

  /** How much is read of a version, whose first files will be asked for next. */
  public SnapshotFiles measured(long version) throws IOException {
    return firstFiles(version, null, 0, 1);
  }

  private SnapshotFiles firstFiles(long version, @Nullable FileKey after, int skip, int most)
      throws IOException {
    Snapshot snapshot = open;
    if (snapshot == null || snapshot.getVersion() != version) {
      snapshot = loadVersion(version);
      open = snapshot;
    }
    FirstFiles first = new FirstFiles(after, skip, most);
    FileSelection selected = skip == 0 ? selection : selection.unfiltered();
    forEachFile(
        snapshot,
        selected.needsStatistics(),
        (file, statistics) -> {
          if (!first.isBefore(file)) {
            first.accept(selected.judged(paths.checked(file), statistics));
          }
        });
    Long limit = selected.limit();
    return limit == null ? first.files() : first.files(limit);
  }

  /** Adds what the log says of each file of a version. */
  public void addStatistics(long version, ExactStatistics statistics) throws IOException {
    Snapshot snapshot = open;
    if (snapshot == null || snapshot.getVersion() != version) {
      snapshot = loadVersion(version);
    }
    forEachFile(snapshot, true, statistics::add);
  }

  private void forEachFile(
      Snapshot snapshot, boolean statistics, BiConsumer<DataFile, @Nullable String> consumer)
      throws IOException {
    reading(
        snapshot.getVersion(),
        () -> {
          KernelAdapter.forEachFile(snapshot, engine, statistics, consumer);
          return snapshot;
        });
  }

  /** What the newest version says of the table. */
  public TableSnapshot newest() throws IOException {
    return described(load(NEWEST, UnaryOperator.identity()));
  }

  /** The commits from a version on that there are, without a gap, oldest first. */
  public CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException {
    return poller.commitsFrom(version, limits);
  }

  /**
   * Checks that we have what a commit asks of readers.
   *
   * @throws PlanningException naming what we do not have
   */
  public void checkFeatures(Commit commit) {
    if (commit.readerFeatures() != null) {
      ReaderFeatures.check(commit.readerFeatures(), table);
    }
  }

  private TableSnapshot opened(Snapshot snapshot) throws IOException {
    open = snapshot;
    return described(snapshot);
  }

  private TableSnapshot described(Snapshot snapshot) throws IOException {
    return new TableSnapshot(
        snapshot.getVersion(),
        reading(snapshot.getVersion(), () -> snapshot.getTimestamp(engine)),
        KernelAdapter.definition(snapshot));
  }

  private Snapshot loadVersion(long version) throws IOException {
    try {
      return load(version, builder -> builder.atVersion(version));
    } catch (PlanningException e) {
      throw explained(version, e);
    }
  }

  /** A version that is not there is answered with those that are. */
  private PlanningException explained(long version, PlanningException failure) throws IOException {
    long newest;
    long oldest;
    try {
      newest = load(NEWEST, UnaryOperator.identity()).getVersion();
      oldest = earliestVersion();
    } catch (PlanningException e) {
      failure.addSuppressed(e);
      return failure;
    }
    if (version >= oldest && version <= newest) {
      return failure;
    }
    return new PlanningException(
        "Version "
            + version
            + " of "
            + table
            + (version < oldest ? " cannot be rebuilt any more. " : " is not there so far. ")
            + range(oldest, newest)
            + (version < oldest
                ? " A job that goes on from a state which needs that version has to be started"
                    + " without it."
                : ""),
        failure);
  }

  private PlanningException cleanedUp(Instant moment, KernelAdapter.DatedVersion oldest) {
    return new PlanningException(
        "The changes of "
            + table
            + " cannot be read from "
            + moment
            + " on: commits of that time may have been cleaned up. The oldest that is left is"
            + " version "
            + oldest.version()
            + " of "
            + Instant.ofEpochMilli(oldest.millis())
            + ". Change 'scan.startup.timestamp', or begin with a snapshot: 'scan.startup.mode' ="
            + " 'earliest' or 'latest-full'.");
  }

  private PlanningException tooEarly(Snapshot latest, Instant moment) {
    long oldest = KernelAdapter.earliestRecreatable(engine, root.toString());
    return new PlanningException(
        "Nothing is known of "
            + table
            + " at "
            + moment
            + ", which lies before all that its log holds. "
            + range(oldest, latest.getVersion()));
  }

  private static String range(long oldest, long newest) {
    return "There are versions " + oldest + " to " + newest + ".";
  }

  private long earliestVersion() throws IOException {
    return reading(NEWEST, () -> KernelAdapter.earliestRecreatable(engine, root.toString()));
  }

  private Snapshot load(long version, UnaryOperator<SnapshotBuilder> which) throws IOException {
    return reading(
        version,
        () -> {
          Snapshot snapshot = which.apply(TableManager.loadSnapshot(root.toString())).build(engine);
          ReaderFeatures.check(KernelAdapter.readerFeatures(snapshot), table);
          return snapshot;
        });
  }

  @FunctionalInterface
  private interface KernelCall<T> {
    T call() throws IOException;
  }

  /**
   * @param version what is read; negative for the newest
   */
  private <T> T reading(long version, KernelCall<T> call) throws IOException {
    try {
      return call.call();
    } catch (UnsupportedTableFeatureException e) {
      throw ReaderFeatures.lacking(e.getUnsupportedFeatures(), table);
    } catch (IOException e) {
      throw broken.explained(version, new UncheckedIOException(e));
    } catch (RuntimeException e) {
      if (e instanceof IllegalArgumentException refusal && KernelAdapter.wantsCatalog(refusal)) {
        throw managedByCatalog();
      }
      throw broken.explained(version, e);
    }
  }

  private PlanningException managedByCatalog() {
    return new PlanningException(
        "Reading "
            + table
            + " needs the table feature catalogManaged, which directory access cannot have: which"
            + " commits count is known to the table's catalog alone. Ask the provider to share the"
            + " table without it.");
  }
}
