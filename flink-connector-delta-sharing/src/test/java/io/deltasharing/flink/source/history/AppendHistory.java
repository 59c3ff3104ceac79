/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.StartingPoint;
import io.deltasharing.flink.source.history.SimulatedJob.Completed;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** A random table, a random read of it and what happens to both, all by one seed. */
public final class AppendHistory {
  private static final List<ChangeMode> MODES = List.of(ChangeMode.values());
  private static final int MOST_READERS = 4;
  private static final int MOST_ROUNDS = 400;

  private static final int SHORT = 12;
  private static final int LONG = 36;
  private static final int MOST_VERSIONS = 5;
  private static final Pattern VERSION = Pattern.compile("failed: Version (\\d+) of ");

  private final Random random;
  private final FlakyStorage storage;
  private final HistoryTable table;
  private DiscoverySettings settings;
  private SimulatedJob job;
  private long checkpoints;
  private int restarts;
  private int refused;
  private boolean over;

  /** What came of a history that was read as it had to be. */
  public record Outcome(long commits, int restarts, int refused) {}

  private AppendHistory(Random random) {
    this.random = random;
    MemoryStorage memory = new MemoryStorage();
    if (random.nextInt(4) == 0) {
      memory.hideMissingObjects();
    }
    this.storage = new FlakyStorage(random, memory);
    this.table = new HistoryTable(random, memory);
    // More versions than are read ahead at once, now and then.
    boolean backlog = random.nextInt(8) == 0;
    for (int i = random.nextInt(SHORT) + (backlog ? LONG : 0); i > 0; i--) {
      write();
    }
    storage.setFlaky(backlog);
    this.settings = randomSettings(backlog ? LONG : MOST_VERSIONS);
    this.job = start(null);
  }

  /**
   * Runs a history.
   *
   * @throws AssertionError saying what was not as it had to be
   */
  public static Outcome run(long seed) {
    Random random = new Random(seed);
    random.nextLong(); // neighbouring seeds begin alike
    return new AppendHistory(random).run();
  }

  private Outcome run() {
    for (int steps = 20 + random.nextInt(200); steps > 0 && !over; steps--) {
      act();
      settle();
    }
    storage.setFlaky(false);
    for (int round = 0; !over; round++) {
      if (round == MOST_ROUNDS) {
        throw new AssertionError("the read does not come to its end; " + difference());
      }
      readAll();
      settle();
    }
    return new Outcome(table.newest() + 1, restarts, refused);
  }

  private DiscoverySettings randomSettings(int mostVersions) {
    return new DiscoverySettings(
        new ReadWindow(randomStart(), randomEnd()),
        MODES.get(random.nextInt(MODES.size())),
        Duration.ofSeconds(1),
        1 + random.nextInt(mostVersions),
        random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(200 << 20),
        1 + random.nextInt(20));
  }

  private StartingPoint randomStart() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new StartingPoint.LatestSnapshot();
      case 3, 4 -> new StartingPoint.AfterLatest();
      case 5, 6 -> new StartingPoint.EarliestSnapshot();
      case 7 -> new StartingPoint.SnapshotOfVersion(randomVersion());
      default -> new StartingPoint.FromVersion(randomVersion());
    };
  }

  private EndingPoint randomEnd() {
    return switch (random.nextInt(10)) {
      case 0 -> new EndingPoint.WithSnapshot();
      case 1 -> new EndingPoint.AtLatest();
      case 2, 3 -> new EndingPoint.AtVersion(randomVersion() + random.nextInt(10), true);
      case 4 -> new EndingPoint.AtVersion(randomVersion(), false);
      default -> new EndingPoint.Never();
    };
  }

  /** Of those that are there, now and then one to come. */
  private long randomVersion() {
    return table.oldest() + random.nextInt((int) (table.newest() - table.oldest()) + 3);
  }

  private void write() {
    switch (random.nextInt(12)) {
      case 0, 1 -> writeCheckpoint();
      case 2 -> {
        if (random.nextInt(4) == 0) {
          table.cleanUp();
        }
      }
      default -> table.write();
    }
  }

  private void writeCheckpoint() {
    try {
      table.checkpoint();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void act() {
    switch (random.nextInt(24)) {
      case 0, 1 -> write();
      case 2, 3, 4 -> job.tick();
      case 5, 6, 7 -> job.runOneCall();
      case 8, 9, 10 -> job.runOneHandler();
      case 11 -> job.runAll();
      case 12 -> job.beginCheckpoint(++checkpoints);
      case 13, 14, 15 -> job.takePart(anyReader(), random.nextInt(8) > 0);
      case 16 -> job.abortCheckpoint();
      case 17 -> storage.setFlaky(random.nextInt(3) == 0);
      case 18 -> rarely(this::failReaders);
      case 19 -> rarely(this::restart);
      case 20 -> rarely(this::resumeFromSavepoint);
      default -> {
        int reader = anyReader();
        for (int i = random.nextInt(10); i >= 0; i--) {
          job.step(reader);
        }
      }
    }
  }

  private void rarely(Runnable action) {
    if (random.nextInt(4) == 0) {
      action.run();
    }
  }

  private int anyReader() {
    return random.nextInt(job.parallelism());
  }

  /** One or two; they may restart in another order, and others go on meanwhile. */
  private void failReaders() {
    restarts++;
    int first = anyReader();
    int second = anyReader();
    job.failReader(first);
    if (second != first) {
      job.failReader(second);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      int other = anyReader();
      if (other != first && other != second) {
        job.step(other);
      }
      job.runOneHandler();
    }
    if (second != first) {
      job.restartReader(second);
    }
    job.restartReader(first);
  }

  private void restart() {
    restarts++;
    job.close();
    job = start(job.completed());
  }

  private void resumeFromSavepoint() {
    job.checkpoint(++checkpoints);
    settle();
    if (!over) {
      restart();
    }
  }

  private SimulatedJob start(@Nullable Completed from) {
    int parallelism = 1 + random.nextInt(MOST_READERS);
    List<Integer> placement = new ArrayList<>();
    for (int i = 0; from != null && i < from.splits().size(); i++) {
      placement.add(random.nextInt(parallelism));
    }
    return new SimulatedJob(table, storage, settings, parallelism, from, placement);
  }

  /** Reads what there is, as a cluster does that is left in peace. */
  private void readAll() {
    job.tick();
    job.runAll();
    List<String> before;
    do {
      before = job.rows();
      for (int reader = 0; reader < job.parallelism(); reader++) {
        for (int i = 0; i < 200; i++) {
          job.step(reader);
        }
      }
      job.runAll();
    } while (job.rows().size() > before.size());
    job.checkpoint(++checkpoints);
    ExpectedRead expected = job.expected();
    if (job.failure() == null && expected != null && expected.refusal() == null) {
      endIfComplete(expected);
    }
  }

  private void endIfComplete(ExpectedRead expected) {
    if (!expected.refusedVersion().isEmpty()
        || (settings.isBounded() && expected.hasEnd())
        || job.rows().size() < expected.rows().size()) {
      return;
    }
    // A few looks more: nothing may come now.
    for (int i = 0; i < 3; i++) {
      job.tick();
      job.runAll();
      for (int reader = 0; reader < job.parallelism(); reader++) {
        job.step(reader);
      }
    }
    requireExactly(expected, job.rows());
    over = true;
  }

  /** Looks whether the job has come to an end, and whether that is the right one. */
  private void settle() {
    FlinkRuntimeException failure = job.failure();
    if (over) {
      return;
    }
    if (failure != null) {
      String message = String.valueOf(failure.getMessage());
      boolean missing = message.contains("is missing. If the log was cleaned up just now");
      if (failure.getCause() instanceof PlanningException && !missing) {
        refused(message);
      } else if (missing && table.oldest() == 0) {
        throw new AssertionError("a file was missed that was never cleaned up", failure);
      } else if (missing || failure.getCause() instanceof IOException) {
        restart();
      } else {
        throw new AssertionError("an odd failure; " + difference(), failure);
      }
    } else if (job.isFinished()) {
      ExpectedRead expected = Objects.requireNonNull(job.expected());
      if (!settings.isBounded() || !expected.hasEnd() || expected.refusedVersion().isPresent()) {
        throw new AssertionError("the read ended too early: " + expected);
      }
      requireExactly(expected, job.rows());
      over = true;
    }
  }

  private void refused(String message) {
    ExpectedRead expected = job.expected();
    if (expected != null && expected.refusal() != null) {
      require(message.contains(expected.refusal()), message + " is not " + expected.refusal());
      over = true;
    } else if (message.contains("was cleaned up before it was read")) {
      require(version(message) < table.oldest(), "there is that version: " + message);
      requireNoMore(Objects.requireNonNull(expected), job.rows());
      over = true;
    } else if (message.contains("cannot be rebuilt any more")) {
      SplitOrigin next =
          Optional.ofNullable(job.completed()).flatMap(Completed::state).orElseThrow().next();
      require(
          next.phase() == SplitOrigin.Phase.SNAPSHOT && next.version() < table.oldest(), message);
      over = true;
    } else {
      refusedChange(Objects.requireNonNull(expected), message);
    }
    refused++;
  }

  private void refusedChange(ExpectedRead expected, String message) {
    OptionalLong version = expected.refusedVersion();
    require(
        version.isPresent() && version.getAsLong() == version(message),
        message + " instead of version " + version);
    requireExactly(expected, job.rows());
    Completed completed = job.completed();
    if (!settings.isBounded()) {
      requireExactly(expected, Objects.requireNonNull(completed).rows());
      require(
          completed.state().orElseThrow().next().equals(SplitOrigin.commit(version(message), 0)),
          "the checkpoint does not go on at " + version(message));
    }
    if (random.nextBoolean()) {
      resumeByAnotherMode(version.getAsLong(), completed);
    } else {
      over = true;
    }
  }

  /** As the message says. */
  private void resumeByAnotherMode(long version, @Nullable Completed from) {
    List<ChangeMode> passing =
        Arrays.stream(ChangeMode.values())
            .filter(it -> table.version(version).readBy(it).isPresent())
            .toList();
    ChangeMode mode = passing.get(random.nextInt(passing.size()));
    settings =
        new DiscoverySettings(
            settings.window(),
            mode,
            settings.interval(),
            settings.maxVersions(),
            settings.maxBytes(),
            settings.maxPendingSplits());
    restarts++;
    job.close();
    ExpectedRead before = from == null ? null : from.expected();
    job =
        start(
            from == null || before == null
                ? from
                : from.expecting(before.goingOnBy(mode, from.state().orElseThrow().next())));
  }

  private static long version(String message) {
    Matcher version = VERSION.matcher(message);
    require(version.find(), "no version: " + message);
    return Long.parseLong(version.group(1));
  }

  private String difference() {
    ExpectedRead expected = job.expected();
    return expected == null
        ? "nothing was planned"
        : expected + difference(expected.rows(), job.rows());
  }

  private static void requireExactly(ExpectedRead expected, List<String> rows) {
    String difference = difference(expected.rows(), rows);
    require(difference.isEmpty(), expected + difference);
  }

  private static void requireNoMore(ExpectedRead expected, List<String> rows) {
    Map<String, Integer> counts = counts(rows);
    expected.rows().forEach(it -> counts.merge(it, -1, Integer::sum));
    counts.values().removeIf(it -> it <= 0);
    require(counts.isEmpty(), expected + ", too many: " + counts);
  }

  /** Empty if there is none. */
  private static String difference(List<String> expected, List<String> rows) {
    Map<String, Integer> counts = counts(rows);
    expected.forEach(it -> counts.merge(it, -1, Integer::sum));
    counts.values().removeIf(it -> it == 0);
    return counts.isEmpty() ? "" : ", too many (or, below 0, missing): " + counts;
  }

  private static Map<String, Integer> counts(List<String> rows) {
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(it -> counts.merge(it, 1, Integer::sum));
    return counts;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
