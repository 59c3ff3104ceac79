/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.DeletionVector;
import io.deltasharing.flink.plan.MemoryCheckpoints;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.source.history.HistoryVersion.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A table that a random writer writes, as a log in memory and as a plain model side by side. */
final class HistoryTable {
  static final StorageLocation ROOT = MemoryStorage.ROOT;
  static final String NAME = "market.live.trades";

  /** What is read of it. */
  static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"id"});

  private static final int MOST_FILES = 5;
  private static final int MOST_ROWS = 4;
  private static final int PARQUET_ONE_OF = 8;
  private static final List<String> FEATURES =
      List.of(
          "columnMapping",
          "deletionVectors",
          "timestampNtz",
          "v2Checkpoint",
          "vacuumProtocolCheck");

  private final Random random;
  private final MemoryStorage storage;
  private final MemoryCheckpoints checkpoints;
  private final List<HistoryVersion> versions = new ArrayList<>();
  private final Map<String, Integer> rows = new HashMap<>();
  private final TreeSet<String> features = new TreeSet<>();
  private final List<HistoryFile> active = new ArrayList<>();
  private int columns;
  private int properties;
  private int named;

  /** The newest version of which there is a checkpoint; -1 if there is none. */
  private long checkpoint = -1;

  /** All versions before this one were cleaned up. */
  private long oldest;

  HistoryTable(Random random, MemoryStorage storage) {
    this.random = random;
    this.storage = storage;
    this.checkpoints = new MemoryCheckpoints(storage);
    if (random.nextInt(PARQUET_ONE_OF) > 0) {
      // The checkpoints of this feature may be JSON, which costs a tenth of what Parquet does.
      features.add("v2Checkpoint");
    }
    List<HistoryFile> added = newFiles(random.nextInt(MOST_FILES));
    List<String> lines = lines(added, true);
    lines.add(CommitText.protocol(features));
    lines.add(CommitText.metaData(columns, properties));
    active.addAll(added);
    commit("CREATE TABLE", added, Kind.APPENDS, lines);
  }

  long newest() {
    return versions.size() - 1L;
  }

  long oldest() {
    return oldest;
  }

  HistoryVersion version(long version) {
    return versions.get((int) version);
  }

  int rowsOf(String path) {
    Integer count = rows.get(path);
    if (count == null) {
      throw new AssertionError("a file that was never written: " + path);
    }
    return count;
  }

  /** Commits something. */
  void write() {
    switch (random.nextInt(17)) {
      case 0, 1 -> optimize();
      case 2 -> deleteFiles();
      case 3 -> deleteRows();
      case 4 -> rewrite();
      case 5 -> changeTable(CommitText.metaData(++columns, properties));
      case 6 -> changeTable(CommitText.metaData(columns, ++properties));
      case 7 -> {
        features.add(pick(FEATURES));
        changeTable(CommitText.protocol(features));
      }
      case 8, 9 -> bringRowsBack();
      default -> append();
    }
  }

  void append() {
    List<HistoryFile> added = newFiles(random.nextInt(MOST_FILES + 1));
    active.addAll(added);
    commit("WRITE", added, Kind.APPENDS, lines(added, true));
  }

  /** A change of the table, now and then along with data. */
  private void changeTable(String action) {
    List<HistoryFile> added = newFiles(random.nextInt(2));
    active.addAll(added);
    List<String> lines = lines(added, true);
    lines.add(action);
    commit("ALTER", added, Kind.APPENDS, lines);
  }

  private void optimize() {
    List<HistoryFile> from = takeActive(1 + random.nextInt(4));
    if (from.isEmpty()) {
      return;
    }
    int left = from.stream().mapToInt(it -> it.rows() - it.deleted()).sum();
    HistoryFile compacted = newFile(left);
    active.add(compacted);
    List<String> lines = new ArrayList<>();
    from.forEach(it -> lines.add(CommitText.remove(it, false)));
    lines.add(CommitText.add(compacted, false));
    commit("OPTIMIZE", List.of(), Kind.APPENDS, lines);
  }

  private void deleteFiles() {
    List<HistoryFile> from = takeActive(1 + random.nextInt(2));
    List<String> lines = new ArrayList<>();
    from.forEach(it -> lines.add(CommitText.remove(it, true)));
    commit("DELETE", List.of(), from.isEmpty() ? Kind.APPENDS : Kind.DELETES, lines);
  }

  /** By deletion vectors, and whole files where all rows go. */
  private void deleteRows() {
    List<HistoryFile> added = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<HistoryFile> from = takeActive(1 + random.nextInt(2));
    for (HistoryFile file : from) {
      lines.add(CommitText.remove(file, true));
      if (file.rows() > file.deleted()) {
        int left = file.rows() - file.deleted();
        added.add(file.with(vector(file.deleted() + 1 + random.nextInt(left))));
      }
    }
    if (features.add("deletionVectors")) {
      lines.add(CommitText.protocol(features));
    }
    lines.addAll(lines(added, true));
    active.addAll(added);
    commit("DELETE", added, from.isEmpty() ? Kind.APPENDS : Kind.DELETES, lines);
  }

  private void rewrite() {
    List<HistoryFile> from = takeActive(1 + random.nextInt(2));
    List<HistoryFile> added = newFiles(1 + random.nextInt(2));
    List<String> lines = lines(added, true);
    from.forEach(it -> lines.add(CommitText.remove(it, true)));
    active.addAll(added);
    commit("MERGE", added, from.isEmpty() ? Kind.APPENDS : Kind.CHANGES, lines);
  }

  /** As RESTORE does: a file with fewer rows deleted, or none. */
  private void bringRowsBack() {
    List<HistoryFile> deleted = active.stream().filter(it -> it.vector() != null).toList();
    if (deleted.isEmpty()) {
      append();
      return;
    }
    HistoryFile file = pick(deleted);
    int stillDeleted = random.nextInt(file.deleted());
    HistoryFile earlier = file.with(stillDeleted == 0 ? null : vector(stillDeleted));
    active.remove(file);
    active.add(earlier);
    commit(
        "RESTORE",
        List.of(earlier),
        Kind.CHANGES,
        new ArrayList<>(List.of(CommitText.remove(file, true), CommitText.add(earlier, true))));
  }

  /** Writes a checkpoint of the newest version. */
  void checkpoint() throws IOException {
    if (checkpoint == newest()) {
      return;
    }
    checkpoint = newest();
    if (features.contains("v2Checkpoint") && random.nextInt(PARQUET_ONE_OF) > 0) {
      List<String> lines = lines(active, false);
      lines.add(CommitText.protocol(features));
      lines.add(CommitText.metaData(columns, properties));
      Collections.shuffle(lines, random);
      lines.add(0, CommitText.checkpointMetadata(checkpoint));
      storage.put(
          log(checkpoint, ".checkpoint.8f2c0000-0000-4000-8000-%012d.json".formatted(++named)),
          String.join("\n", lines));
    } else {
      checkpoints.write(checkpoint);
    }
  }

  /** Forgets what lies before the newest checkpoint. */
  void cleanUp() {
    for (; oldest < checkpoint; oldest++) {
      storage.removeAll(log(oldest, "."));
    }
  }

  private void commit(String operation, List<HistoryFile> added, Kind kind, List<String> lines) {
    lines.add(random.nextInt(lines.size() + 1), CommitText.info(operation));
    storage.put(log(versions.size(), ".json"), String.join("\n", lines) + "\n");
    versions.add(new HistoryVersion(added, kind, active));
  }

  private static String log(long version, String suffix) {
    return String.format(Locale.ROOT, "_delta_log/%020d%s", version, suffix);
  }

  private List<HistoryFile> takeActive(int most) {
    List<HistoryFile> taken = new ArrayList<>();
    while (taken.size() < most && !active.isEmpty()) {
      taken.add(active.remove(random.nextInt(active.size())));
    }
    return taken;
  }

  private List<HistoryFile> newFiles(int count) {
    List<HistoryFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(newFile(random.nextInt(MOST_ROWS + 1)));
    }
    return files;
  }

  /** Names say nothing of the order in which files came. */
  private HistoryFile newFile(int count) {
    String path = "%04x%spart-%d.parquet".formatted(random.nextInt(1 << 16), space(), ++named);
    rows.put(path, count);
    return new HistoryFile(path, count, 1L + random.nextInt(64 << 20), null);
  }

  private String space() {
    return random.nextInt(8) == 0 ? " " : "-";
  }

  private DeletionVector vector(int cardinality) {
    return new DeletionVector(
        "u", "%020d".formatted(++named), random.nextBoolean() ? 1 : null, 34, cardinality);
  }

  private static List<String> lines(List<HistoryFile> added, boolean dataChange) {
    List<String> lines = new ArrayList<>();
    added.forEach(it -> lines.add(CommitText.add(it, dataChange)));
    return lines;
  }

  private <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
