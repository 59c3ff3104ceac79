/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.Credentials;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table that holds what the test put into it. */
final class ManualPlanner implements SplitPlanner {
  final List<String> calls = new ArrayList<>();
  TableSnapshot snapshot = PlannedTable.snapshot(5, 0);
  TableDefinition definition = PlannedTable.DEFINITION;
  final List<Commit> commits = new ArrayList<>();
  @Nullable IOException ioFailure;
  @Nullable RuntimeException failure;
  private HeldCredential current = credential(1);
  private @Nullable Listener listener;

  static HeldCredential credential(long generation) {
    return new HeldCredential(Credentials.vended(Instant.EPOCH, Duration.ofHours(1)), generation);
  }

  /** What the refresher does when it has a new credential. */
  void renew(long generation) {
    current = credential(generation);
    Objects.requireNonNull(listener).renewed().accept(current);
  }

  /** What the refresher does when there will be no more. */
  void lose(Throwable reason) {
    Objects.requireNonNull(listener).lost().accept(reason);
  }

  @Override
  public StorageLocation open(Listener toTell) throws IOException {
    called("open");
    listener = toTell;
    return Credentials.ROOT;
  }

  @Override
  public TableSnapshot latest() throws IOException {
    called("latest");
    return snapshot;
  }

  @Override
  public TableSnapshot at(long version) throws IOException {
    called("at " + version);
    return snapshot;
  }

  @Override
  public TableDefinition definition() throws IOException {
    called("definition");
    return definition;
  }

  @Override
  public List<Commit> commitsFrom(long version, int most) throws IOException {
    called("commits from " + version);
    return commits.stream().filter(it -> it.version() >= version).limit(most).toList();
  }

  @Override
  public List<HeldCredential> credentials() {
    return List.of(current);
  }

  @Override
  public void replaceRefused(StorageLocation location, long generation) {
    calls.add("replace " + generation + " of " + location);
  }

  @Override
  public void close() {
    calls.add("close");
  }

  private void called(String call) throws IOException {
    calls.add(call);
    if (ioFailure != null) {
      throw ioFailure;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
