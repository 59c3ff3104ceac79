/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommitPollerTest {
  private static final int MANY = 100;
  private static final int MANY_FILES = 10_000;

  private final MemoryStorage storage = new MemoryStorage();
  private final CommitPoller poller =
      new CommitPoller(storage, MemoryStorage.ROOT, "market.live.trades", Runnable::run);

  @Test
  void listsFirst() throws IOException {
    commit(5);
    commit(6);
    commit(7);
    assertThat(poll(6)).containsExactly(6L, 7L);
    assertThat(storage.requests)
        .containsExactly("LIST " + name(6), "GET " + name(6), "GET " + name(7));
  }

  @Test
  void thenAsksForTheNextCommitByName() throws IOException {
    poll(6);
    storage.requests.clear();

    assertThat(poll(6)).isEmpty();
    assertThat(storage.requests).containsExactly("GET " + name(6));
    storage.requests.clear();

    commit(6);
    commit(7);
    assertThat(poll(6)).containsExactly(6L, 7L);
    assertThat(storage.requests)
        .containsExactly("GET " + name(6), "GET " + name(7), "GET " + name(8));
  }

  @Test
  void takesUpSoManyAtMost() throws IOException {
    for (int version = 6; version < 12; version++) {
      commit(version);
    }
    assertThat(poll(6, 2)).containsExactly(6L, 7L);
    storage.requests.clear();
    assertThat(poll(8, 3)).containsExactly(8L, 9L, 10L);
    assertThat(storage.requests)
        .as("the names are known from the first listing")
        .containsExactly("GET " + name(8), "GET " + name(9), "GET " + name(10));
  }

  @Test
  void listsAgainAfterThirtyPollsThatFoundNothing() throws IOException {
    for (int i = 0; i < 31; i++) {
      poll(6);
    }
    assertThat(storage.requests).hasSize(31);
    assertThat(storage.requests.get(0)).isEqualTo("LIST " + name(6));
    assertThat(storage.requests.subList(1, 30)).containsOnly("GET " + name(6));
    assertThat(storage.requests.get(30)).isEqualTo("LIST " + name(6));
  }

  @Test
  void countsAnewAfterAPollThatFoundSomething() throws IOException {
    for (int i = 0; i < 29; i++) {
      poll(6);
    }
    commit(6);
    poll(6);
    storage.requests.clear();
    for (int i = 0; i < 31; i++) {
      poll(7);
    }
    assertThat(storage.requests.subList(0, 30)).containsOnly("GET " + name(7));
    assertThat(storage.requests.get(30)).isEqualTo("LIST " + name(7));
  }

  @Test
  void alwaysListsWhereMissingObjectsAreHidden() throws IOException {
    storage.hideMissingObjects();
    poll(6);
    poll(6);
    assertThat(storage.requests).containsExactly("LIST " + name(6), "LIST " + name(6));
  }

  @Test
  void listsNoMoreOfABacklogThanItTakesUp() throws IOException {
    storage.hideMissingObjects();
    for (int version = 6; version < 5006; version++) {
      commit(version);
    }
    assertThat(poll(6, 100)).hasSize(100);
    assertThat(storage.requests).filteredOn(it -> it.startsWith("LIST")).hasSize(1);
    storage.requests.clear();
    assertThat(poll(6, 2500)).containsExactlyElementsOf(LongStream.range(6, 2506).boxed().toList());
    assertThat(storage.requests).filteredOn(it -> it.startsWith("LIST")).hasSize(3);
  }

  @Test
  void findsCommitsBehindAPageOfOtherFiles() throws IOException {
    storage.hideMissingObjects();
    commit(6);
    for (int i = 0; i < 2500; i++) {
      storage.put("_delta_log/00000000000000000006.%05d.checkpoint.parquet".formatted(i), "");
    }
    commit(7);
    assertThat(poll(6)).containsExactly(6L, 7L);
  }

  @Test
  void passesOverWhatIsNoCommit() throws IOException {
    commit(6);
    storage.put("_delta_log/00000000000000000006.checkpoint.parquet", "");
    storage.put("_delta_log/00000000000000000006.crc", "");
    storage.put("_delta_log/00000000000000000006.00000000000000000007.compacted.json", "");
    storage.put("_delta_log/00000000000000000007.checkpoint.8f2c.json", "");
    commit(7);
    storage.put("_delta_log/_last_checkpoint", "");
    assertThat(poll(6)).containsExactly(6L, 7L);
  }

  @Test
  void refusesAGapAtTheStart() {
    commit(9);
    assertThatThrownBy(() -> poll(6)).isInstanceOf(PlanningException.class).hasMessage(gap(6, 9));
  }

  @Test
  void refusesAGapInTheMidst() {
    commit(6);
    commit(8);
    assertThatThrownBy(() -> poll(6)).isInstanceOf(PlanningException.class).hasMessage(gap(7, 8));
  }

  @Test
  void noticesAGapThatCameWhileItPolled() throws IOException {
    poll(6);
    commit(9); // and 6 to 8 came and went in between
    for (int i = 1; i < 30; i++) {
      assertThat(poll(6)).isEmpty();
    }
    assertThatThrownBy(() -> poll(6)).hasMessage(gap(6, 9));
  }

  @Test
  void passesFailuresOfStorageOn() throws IOException {
    poll(6);
    IOException reset = new IOException("connection reset");
    storage.fail("_delta_log/" + name(6), reset);
    assertThatThrownBy(() -> poll(6)).isSameAs(reset);
  }

  /** Some of them had been read ahead and taken from the listing's names. */
  @Test
  void beginsAnewAfterAFailureInTheMidstOfABacklog() throws IOException {
    for (int version = 6; version < 60; version++) {
      commit(version);
    }
    IOException reset = new IOException("connection reset");
    storage.fail("_delta_log/" + name(50), reset);
    assertThatThrownBy(() -> poll(6)).isSameAs(reset);

    storage.recover();
    storage.requests.clear();
    assertThat(poll(6)).containsExactlyElementsOf(LongStream.range(6, 60).boxed().toList());
    assertThat(storage.requests).startsWith("LIST " + name(6), "GET " + name(6));
  }

  private List<Long> poll(long version) throws IOException {
    return poll(version, MANY);
  }

  private List<Long> poll(long version, int most) throws IOException {
    return poller
        .commitsFrom(version, new CommitLimits(most, Long.MAX_VALUE, MANY_FILES, Long.MAX_VALUE))
        .commits()
        .stream()
        .map(Commit::version)
        .toList();
  }

  private void commit(long version) {
    storage.put("_delta_log/" + name(version), "{\"commitInfo\":{}}");
  }

  private static String name(long version) {
    return LogFiles.commit(MemoryStorage.ROOT, version).name();
  }

  private static String gap(long expected, long found) {
    return "Version "
        + expected
        + " of market.live.trades was cleaned up before it was read: '_delta_log/"
        + name(expected)
        + "' is gone, and the log goes on with version "
        + found
        + ". Rows are missing between the two, so the job cannot go on from its state. Start it"
        + " without state, and ask the provider for a longer delta.logRetentionDuration.";
  }
}
