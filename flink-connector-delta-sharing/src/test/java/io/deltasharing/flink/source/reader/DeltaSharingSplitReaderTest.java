/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.credentials.Credentials;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.CredentialRefusal;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the fetching thread does: in tests where it blocks, it is a thread of its own. */
@Timeout(30)
class DeltaSharingSplitReaderTest {
  private static final HeldCredential CREDENTIAL =
      new HeldCredential(
          Credentials.vended(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(1)), 1);
  private static final AccessGrant GRANT =
      new AccessGrant(
          new TableDefinition("7", "{}", List.of(), "none"), Credentials.ROOT, List.of(CREDENTIAL));

  private final ScriptedFiles files = new ScriptedFiles();
  private final List<CredentialRefusal> refusals = new ArrayList<>();
  private final ReaderAccess access =
      new ReaderAccess((grant, scope) -> new TableFiles(files, files), refusals::add, () -> 0L);
  private final AnnouncedFile announced = new AnnouncedFile();
  private final DeltaSharingSplitReader reader =
      new DeltaSharingSplitReader("market.live.trades", access, announced, RowForm.AS_READ);

  @Test
  void readsSplitsInTheOrderOfTheirArrival() throws IOException {
    access.grant(GRANT);
    assign(split("a", 0), split("b", 2));
    assertThat(fetched(8))
        .containsExactly("s1-0 1", "s1-0 2", "s1-0 3", "end s1-0", "s1-1 3", "end s1-1", "", "");
    assertThat(files.events)
        .as("b is not expected: it is not read from its beginning")
        .containsExactly("open a at 0", "close a", "open b at 2", "close b");
  }

  @Test
  void expectsTheFileThatTheNextSplitBeginsWith() throws IOException {
    access.grant(GRANT);
    assign(split("a", 2), split("b", 0));
    assertThat(fetched(3)).containsExactly("s1-0 3", "end s1-0", "s1-1 1");
    assertThat(files.events).containsExactly("open a at 2", "expect b", "close a", "open b at 0");
  }

  @Test
  void expectsAFileThatIsAnnouncedUntilItIsRead() throws IOException {
    access.grant(GRANT);
    assign(split("a", 1));
    assertThat(fetched(1)).containsExactly("s1-0 2");
    announced.announce(split("b", 0).files().get(0));
    assertThat(fetched(2)).containsExactly("s1-0 3", "end s1-0");
    assign(split("b", 0));
    assertThat(fetched(2)).containsExactly("s1-1 1", "s1-1 2");
    assertThat(files.events).containsExactly("open a at 1", "expect b", "close a", "open b at 0");
  }

  @Test
  void expectsNoFileThatHasComeMeanwhile() throws IOException {
    access.grant(GRANT);
    announced.announce(split("b", 0).files().get(0));
    assign(split("b", 0));
    assertThat(fetched(1)).containsExactly("s1-1 1");
    assertThat(files.events).containsExactly("open b at 0");
  }

  @Test
  void parksAPausedSplitWhileOthersAreRead() throws IOException {
    access.grant(GRANT);
    DeltaSharingSplit parked = split("a", 0);
    assign(parked, split("b", 0));
    assertThat(fetched(1)).containsExactly("s1-0 1");

    reader.pauseOrResumeSplits(List.of(parked), List.of());
    assertThat(fetched(4)).containsExactly("s1-1 1", "s1-1 2", "s1-1 3", "end s1-1");

    reader.pauseOrResumeSplits(List.of(), List.of(parked));
    assertThat(fetched(3)).containsExactly("s1-0 2", "s1-0 3", "end s1-0");
    assertThat(files.events).as("opened once").filteredOn(it -> it.startsWith("open a")).hasSize(1);
  }

  /** Watermark alignment may pause one restored split after the other. */
  @Test
  void keepsNoMoreThanTwoSplitsOpen() throws IOException {
    access.grant(GRANT);
    DeltaSharingSplit first = split("a", 0);
    DeltaSharingSplit second = split("b", 0);
    assign(first, second, split("c", 0));
    assertThat(fetched(1)).containsExactly("s1-0 1");
    reader.pauseOrResumeSplits(List.of(first), List.of());
    assertThat(fetched(1)).containsExactly("s1-1 1");
    assertThat(files.events).doesNotContain("close a");
    reader.pauseOrResumeSplits(List.of(second), List.of());
    assertThat(fetched(4)).endsWith("end s1-2");
    assertThat(files.events).contains("close a").doesNotContain("close b");

    reader.pauseOrResumeSplits(List.of(), List.of(first, second));
    assertThat(fetched(6))
        .containsExactly("s1-0 2", "s1-0 3", "end s1-0", "s1-1 2", "s1-1 3", "end s1-1");
    assertThat(files.events).filteredOn(it -> it.startsWith("open")).hasSize(4);
  }

  @Test
  void waitsWhereAllIsPaused() throws Exception {
    access.grant(GRANT);
    DeltaSharingSplit split = split("a", 0);
    assign(split);
    reader.pauseOrResumeSplits(List.of(split), List.of());
    Fetching fetching = Fetching.start(reader);
    fetching.awaitWaiting();
    reader.wakeUp();
    assertThat(fetching.outcome()).isEqualTo("");
  }

  /** Flink calls once per task that it has for the fetching thread, such as to resume the split. */
  @Test
  void doesNotForgetAWakeUpThatComesBeforeItWaits() throws Exception {
    access.grant(GRANT);
    DeltaSharingSplit split = split("a", 0);
    assign(split);
    reader.pauseOrResumeSplits(List.of(split), List.of());
    reader.wakeUp();
    assertThat(Fetching.start(reader).outcome()).isEqualTo("");
  }

  @Test
  void readsNothingBeforeAccessIsGranted() throws Exception {
    assign(split("a", 0));
    Fetching fetching = Fetching.start(reader);
    fetching.awaitWaiting();
    access.grant(GRANT);
    assertThat(fetching.outcome()).isEqualTo("s1-0 1");
  }

  @Test
  void wakesFromWaitingForAccess() throws Exception {
    Fetching fetching = Fetching.start(reader);
    fetching.awaitWaiting();
    reader.wakeUp();
    assertThat(fetching.outcome()).isEqualTo("");
  }

  @Test
  void closingEndsAReadThatHangs() throws Exception {
    access.grant(GRANT);
    assign(split("hang", 0));
    assertThat(fetched(1)).containsExactly("s1-0 1");
    Fetching fetching = Fetching.start(reader);
    files.hanging.await();

    access.close();

    assertThat(fetching.outcome()).as("no failure of a read that nobody waits for").isEqualTo("");
    reader.close();
    assertThat(files.events).containsExactly("open hang at 0", "close hang");
  }

  @Test
  void anInterruptEndsAReadThatHangs() throws Exception {
    access.grant(GRANT);
    assign(split("hang", 1));
    Fetching fetching = Fetching.start(reader);
    files.hanging.await();
    fetching.thread().interrupt();
    assertThat(fetching.outcome())
        .isEqualTo("InterruptedIOException: interrupted while reading hang, interrupted");
  }

  @Test
  void anInterruptEndsAWaitForAccess() throws Exception {
    Fetching fetching = Fetching.start(reader);
    fetching.awaitWaiting();
    fetching.thread().interrupt();
    assertThat(fetching.outcome())
        .isEqualTo("InterruptedIOException: interrupted while waiting for access, interrupted");
  }

  @Test
  void closingEndsAWaitForAccess() throws Exception {
    Fetching fetching = Fetching.start(reader);
    fetching.awaitWaiting();
    access.close();
    assertThat(fetching.outcome()).isEqualTo("");
  }

  private void assign(DeltaSharingSplit... splits) {
    reader.handleSplitsChanges(new SplitsAddition<>(List.of(splits)));
  }

  private static DeltaSharingSplit split(String path, long position) {
    int index = Math.max(0, List.of("a", "b", "c").indexOf(path));
    return Splits.of(SplitOrigin.snapshot(1, index), Splits.file(path), position);
  }

  private List<String> fetched(int times) throws IOException {
    List<String> fetched = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      fetched.add(described(reader.fetch()));
    }
    return fetched;
  }

  /** The split and the position behind its row; or that it has ended; or nothing. */
  private static String described(RecordsWithSplitIds<RowRun> fetched) {
    String split = fetched.nextSplit();
    RowRun run = split == null ? null : fetched.nextRecordFromSplit();
    if (run == null) {
      return fetched.finishedSplits().stream().map(it -> "end " + it).findFirst().orElse("");
    }
    DeltaSharingSplitState state = new DeltaSharingSplitState(split("a", 0));
    run.emitTo(new HandedOut(row -> {}), state);
    return split + " " + state.toSplit().position();
  }

  /** A fetch on a thread of its own. */
  private record Fetching(Thread thread, CompletableFuture<String> result) {
    static Fetching start(DeltaSharingSplitReader reader) throws InterruptedException {
      CompletableFuture<String> result = new CompletableFuture<>();
      CountDownLatch started = new CountDownLatch(1);
      Thread thread =
          new Thread(
              () -> {
                started.countDown();
                result.complete(outcome(reader));
              });
      thread.start();
      started.await();
      return new Fetching(thread, result);
    }

    private static String outcome(DeltaSharingSplitReader reader) {
      try {
        return described(reader.fetch());
      } catch (InterruptedIOException e) {
        return "InterruptedIOException: "
            + e.getMessage()
            + (Thread.currentThread().isInterrupted() ? ", interrupted" : "");
      } catch (IOException e) {
        return e.toString();
      }
    }

    /** Until it waits for something. */
    void awaitWaiting() {
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(thread.isAlive()).as("it waits").isTrue();
        Thread.onSpinWait();
      }
    }

    String outcome() throws Exception {
      return result.get(20, TimeUnit.SECONDS);
    }
  }
}
