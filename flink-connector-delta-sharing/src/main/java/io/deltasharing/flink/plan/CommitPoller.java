/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.StoredObject;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the commits after a version, with one request where nothing is new.
 *
 * <p>The next commit is asked for by its name. Where a store hides missing objects behind a 403,
 * and now and then elsewhere, a listing is asked instead: it alone can tell "not yet written" from
 * "cleaned up long ago".
 */
final class CommitPoller {
  /** After so many polls in a row that found nothing, a listing proves that there is nothing. */
  private static final int EMPTY_POLLS_PER_LISTING = 30;

  /**
   * A look that has found so many files takes up no further commit: all of them are held in memory.
   */
  private static final int MOST_FILES = 10_000;

  /**
   * So many names are taken from a listing at once: what a store gives in one answer. A backlog of
   * a year is not listed to take up a hundred versions of it.
   */
  private static final int NAMES_AT_ONCE = 1000;

  private final TableStorage storage;
  private final StorageLocation root;
  private final String table;
  private final CommitParser parser;
  private int emptyPolls = EMPTY_POLLS_PER_LISTING;

  CommitPoller(TableStorage storage, StorageLocation root, String table) {
    this.storage = storage;
    this.root = root;
    this.table = table;
    this.parser = new CommitParser(table, new LogPaths(storage, root, table)::checked);
  }

  List<Commit> commitsFrom(long version, int most) throws IOException {
    boolean byListing = storage.hidesMissingObjects() || emptyPolls >= EMPTY_POLLS_PER_LISTING;
    List<Commit> commits = byListing ? listed(version, most) : named(version, most);
    emptyPolls = !commits.isEmpty() ? 0 : byListing ? 1 : emptyPolls + 1;
    return commits;
  }

  private List<Commit> named(long version, int most) throws IOException {
    List<Commit> commits = new ArrayList<>();
    while (!isEnough(commits, most)) {
      long next = version + commits.size();
      Optional<byte[]> bytes = storage.readIfPresent(LogFiles.commit(root, next));
      if (bytes.isEmpty()) {
        break;
      }
      commits.add(parser.parse(next, bytes.get()));
    }
    return commits;
  }

  private List<Commit> listed(long version, int most) throws IOException {
    List<Commit> commits = new ArrayList<>();
    StorageLocation from = LogFiles.commit(root, version);
    List<StoredObject> page;
    do {
      page = storage.listFrom(from, NAMES_AT_ONCE);
      take(page, version, most, commits);
      // The next page begins with the last name of this one, and skips it by its version.
      from = page.isEmpty() ? from : page.get(page.size() - 1).location();
    } while (page.size() == NAMES_AT_ONCE && !isEnough(commits, most));
    return commits;
  }

  private void take(List<StoredObject> page, long version, int most, List<Commit> commits)
      throws IOException {
    for (StoredObject object : page) {
      OptionalLong found = LogFiles.versionOfCommit(object.location());
      long expected = version + commits.size();
      if (found.isEmpty() || found.getAsLong() < expected) {
        continue;
      }
      if (isEnough(commits, most)) {
        return;
      }
      checkNoGap(expected, found.getAsLong());
      commits.add(parser.parse(expected, storage.read(object.location())));
    }
  }

  private static boolean isEnough(List<Commit> commits, int most) {
    return commits.size() >= most
        || commits.stream().mapToInt(it -> it.added().size()).sum() >= MOST_FILES;
  }

  private void checkNoGap(long expected, long found) {
    if (found != expected) {
      throw new PlanningException(
          "Version "
              + expected
              + " of "
              + table
              + " was cleaned up before it was read: the log goes on with version "
              + found
              + ". Rows are missing between the two, so the job cannot go on from its state. Start it"
              + " without state, and ask the provider for a longer delta.logRetentionDuration.");
    }
  }
}
