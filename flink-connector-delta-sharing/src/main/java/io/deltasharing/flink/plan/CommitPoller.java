/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.storage.WholeObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Finds the commits after a version, with one request where nothing is new. One thread at a time.
 *
 * <p>The next commit is asked for by its name. Where a store hides missing objects behind a 403,
 * and now and then elsewhere, a listing is asked instead: it alone can tell "not yet written" from
 * "cleaned up long ago". It is asked as well where more than one look's worth of commits is there,
 * for what it names can be read ahead in parallel.
 */
final class CommitPoller {
  /** After so many polls in a row that found nothing, a listing proves that there is nothing. */
  private static final int EMPTY_POLLS_PER_LISTING = 30;

  /**
   * So many names are taken from a listing at once: what a store gives in one answer. A backlog of
   * a year is not listed to take up a hundred versions of it.
   */
  private static final int NAMES_AT_ONCE = 1000;

  private final TableStorage storage;
  private final StorageLocation root;
  private final String table;
  private final CommitParser parser;
  private final ReadAhead readAhead;

  /** Commits that a listing named and that were not taken up yet. */
  private final Deque<StoredObject> named = new ArrayDeque<>();

  private int emptyPolls = EMPTY_POLLS_PER_LISTING;
  private boolean behind;

  /**
   * @param executor runs reads that need not wait for one another
   */
  CommitPoller(TableStorage storage, StorageLocation root, String table, Executor executor) {
    this.storage = storage;
    this.root = root;
    this.table = table;
    this.parser = new CommitParser(table, new LogPaths(storage, root, table)::checked);
    this.readAhead = new ReadAhead(storage, executor);
  }

  /** Judges files by this from now on. */
  void select(FileSelection files) {
    parser.select(files);
  }

  /**
   * The commits from a version on that there are, without a gap.
   *
   * @throws PlanningException if the first of them was cleaned up
   */
  CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException {
    if (version > limits.lastVersion()) {
      return new CommitBatch(List.of(), false);
    }
    boolean byListing =
        behind || storage.hidesMissingObjects() || emptyPolls >= EMPTY_POLLS_PER_LISTING;
    List<Commit> commits = new ArrayList<>();
    boolean ended = byListing ? list(version, limits, commits) : ask(version, limits, commits);
    emptyPolls = !commits.isEmpty() ? 0 : byListing ? 1 : emptyPolls + 1;
    behind = !ended && !isLast(commits, limits);
    return new CommitBatch(commits, behind);
  }

  private static boolean isLast(List<Commit> commits, CommitLimits limits) {
    return !commits.isEmpty() && commits.get(commits.size() - 1).version() >= limits.lastVersion();
  }

  /** Returns whether the log ended before a limit did. */
  private boolean ask(long version, CommitLimits limits, List<Commit> commits) throws IOException {
    while (!limits.reachedBy(commits)) {
      long next = version + commits.size();
      Optional<WholeObject> object = storage.readIfPresent(LogFiles.commit(root, next));
      if (object.isEmpty()) {
        return true;
      }
      commits.add(parser.parse(next, object.get().bytes(), object.get().modifiedAt()));
    }
    return false;
  }

  /** Returns whether the log ended before a limit did. */
  private boolean list(long version, CommitLimits limits, List<Commit> commits) throws IOException {
    forgetNamesBefore(version);
    boolean ended = false;
    while (!limits.reachedBy(commits)) {
      if (named.isEmpty()) {
        if (ended) {
          return true;
        }
        ended = listNames(version + commits.size());
      } else {
        take(version, limits, commits);
      }
    }
    return false;
  }

  /** Those of an earlier look, if that went on to here. */
  private void forgetNamesBefore(long version) {
    named.removeIf(it -> versionOf(it) < version);
    StoredObject first = named.peek();
    if (first != null && versionOf(first) != version) {
      named.clear();
    }
  }

  /** Returns whether there are no names behind the new ones. */
  private boolean listNames(long version) throws IOException {
    StorageLocation from = LogFiles.commit(root, version);
    while (true) {
      List<StoredObject> page = storage.listFrom(from, NAMES_AT_ONCE);
      for (StoredObject object : page) {
        OptionalLong found = LogFiles.versionOfCommit(object.location());
        if (found.isPresent() && found.getAsLong() >= version + named.size()) {
          checkNoGap(version + named.size(), found.getAsLong());
          named.add(object);
        }
      }
      if (page.size() < NAMES_AT_ONCE) {
        return true;
      }
      if (!named.isEmpty()) {
        return false;
      }
      // A page of checkpoints: the next one begins with its last name.
      from = page.get(page.size() - 1).location();
    }
  }

  private void take(long version, CommitLimits limits, List<Commit> commits) throws IOException {
    List<StoredObject> next = readAhead.firstOf(named, limits.versions() - commits.size());
    List<byte[]> bytes = readAhead.read(next);
    for (int i = 0; i < next.size() && !limits.reachedBy(commits); i++) {
      StoredObject object = next.get(i);
      commits.add(parser.parse(version + commits.size(), bytes.get(i), object.modifiedAt()));
      named.remove();
    }
  }

  private static long versionOf(StoredObject commit) {
    return LogFiles.versionOfCommit(commit.location()).orElseThrow();
  }

  private void checkNoGap(long expected, long found) {
    if (found != expected) {
      throw new PlanningException(
          "Version "
              + expected
              + " of "
              + table
              + " was cleaned up before it was read: '"
              + LogFiles.commit(expected)
              + "' is gone, and the log goes on with version "
              + found
              + ". Rows are missing between the two, so the job cannot go on from its state. Start it"
              + " without state, and ask the provider for a longer delta.logRetentionDuration.");
    }
  }
}
