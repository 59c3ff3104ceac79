/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table's log. All methods block on storage; one thread at a time.
 *
 * <p>Every method throws {@link IOException} where trying again may help and {@link
 * PlanningException} where it does not.
 */
public final class DeltaLog {
  /** What Kernel accepts for planning is more than we decode. */
  static final Set<String> READER_FEATURES =
      Set.of(
          "columnMapping",
          "deletionVectors",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck");

  private final StorageLocation root;
  private final String table;
  private final Engine engine;
  private final LogPaths paths;
  private final CommitPoller poller;

  /**
   * @param root the directory that holds {@code _delta_log}
   * @param table share.schema.table, for messages
   */
  public DeltaLog(TableStorage storage, StorageLocation root, String table) {
    this.root = root;
    this.table = table;
    this.engine = KernelAdapter.engine(storage);
    this.paths = new LogPaths(storage, root, table);
    this.poller = new CommitPoller(storage, root, table);
  }

  /** The newest version, with all its files. */
  public TableSnapshot latest() throws IOException {
    return files(load(OptionalLong.empty()));
  }

  /** A given version, with all its files. */
  public TableSnapshot at(long version) throws IOException {
    return files(load(OptionalLong.of(version)));
  }

  /** What the newest version says of the table, without its files. */
  public TableDefinition latestDefinition() throws IOException {
    return KernelAdapter.definition(load(OptionalLong.empty()));
  }

  /**
   * The commits from a version on that there are, without a gap, oldest first.
   *
   * @param most so many at most
   */
  public List<Commit> commitsFrom(long version, int most) throws IOException {
    return poller.commitsFrom(version, most);
  }

  private Snapshot load(OptionalLong version) throws IOException {
    try {
      SnapshotBuilder builder = TableManager.loadSnapshot(root.toString());
      version.ifPresent(builder::atVersion);
      Snapshot snapshot = builder.build(engine);
      checkFeatures(KernelAdapter.readerFeatures(snapshot));
      return snapshot;
    } catch (KernelEngineException e) {
      throw unwrapped(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (UnsupportedTableFeatureException e) {
      throw lacking(e.getUnsupportedFeatures());
    } catch (IllegalArgumentException e) {
      throw KernelAdapter.wantsCatalog(e) ? managedByCatalog() : e;
    } catch (KernelException e) {
      throw unreadable(
          version.isPresent() ? " at version " + version.getAsLong() : "",
          e.getMessage()
              + (version.isPresent()
                  ? " A job that goes on from a state which needs that version has to be started"
                      + " without it."
                  : ""),
          e);
    }
  }

  private TableSnapshot files(Snapshot snapshot) throws IOException {
    List<DataFile> files = new ArrayList<>();
    try {
      KernelAdapter.forEachFile(snapshot, engine, it -> files.add(paths.checked(it)));
    } catch (KernelEngineException e) {
      throw unwrapped(e);
    }
    files.sort(DataFile.ORDER);
    return new TableSnapshot(snapshot.getVersion(), KernelAdapter.definition(snapshot), files);
  }

  private void checkFeatures(Set<String> needed) {
    Set<String> unknown = new TreeSet<>(needed);
    unknown.removeAll(READER_FEATURES);
    if (!unknown.isEmpty()) {
      throw lacking(unknown);
    }
  }

  private PlanningException lacking(Set<String> features) {
    return new PlanningException(
        "Reading "
            + table
            + " needs table features that this connector does not have: "
            + String.join(", ", new TreeSet<>(features))
            + ". Use a newer connector, or ask the provider to share the table without them.");
  }

  private PlanningException managedByCatalog() {
    return new PlanningException(
        "Reading "
            + table
            + " needs the table feature catalogManaged, which directory access cannot have: which"
            + " commits count is known to the table's catalog alone. Ask the provider to share the"
            + " table without it.");
  }

  private PlanningException unreadable(String at, String why, Throwable cause) {
    return new PlanningException(
        "The log of " + table + " at '" + root + "' cannot be read" + at + ": " + why, cause);
  }

  private IOException unwrapped(KernelEngineException e) {
    if (e.getCause() instanceof JsonProcessingException broken) {
      // An IOException by descent, but no trouble of storage that could pass.
      throw unreadable("", broken.getOriginalMessage(), e);
    }
    return e.getCause() instanceof IOException io ? io : new IOException(e.getMessage(), e);
  }
}
