/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.credentials.Credentials;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.WatermarkAdvance;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader tells the enumerator, and when it emits what the enumerator tells. */
@Timeout(30)
class DeltaSharingReaderTest {
  private static final HeldCredential CREDENTIAL =
      new HeldCredential(
          Credentials.vended(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(1)), 1);
  private static final AccessGrant GRANT =
      new AccessGrant(
          new TableDefinition("7", "{}", List.of(), "none"), Credentials.ROOT, List.of(CREDENTIAL));

  private final ScriptedFiles files = new ScriptedFiles();
  private final ManualReaderContext context = new ManualReaderContext();

  /** A request means that all is emitted: a read that has to end does so by it. */
  @Test
  void asksForMoreOnceItHasEmittedAllThatItWasRestoredWith() throws Exception {
    try (DeltaSharingReader reader = reader(false)) {
      reader.addSplits(
          List.of(
              Splits.of(SplitOrigin.commit(3, 0), Splits.file("a"), 0),
              Splits.of(SplitOrigin.commit(3, 1), Splits.file("b"), 2)));
      reader.start();
      reader.handleSourceEvents(GRANT);
      HandedOut output = new HandedOut(row -> context.sent.add("row"));
      while (!context.sent.contains("request")) {
        // The last of it may be followed by nothing.
        if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE
            && !context.sent.contains("request")) {
          reader.isAvailable().get(20, TimeUnit.SECONDS);
        }
      }
    }
    assertThat(context.sent)
        .containsExactly("AccessRequest", "row", "row", "row", "row", "request");
  }

  /** A task that stopped for a savepoint polls no more, though its reader hears of watermarks. */
  @Test
  void emitsAWatermarkOnlyWhenItIsPolled() throws Exception {
    try (DeltaSharingReader reader = reader(true)) {
      List<Long> emitted = new ArrayList<>();
      HandedOut output = new HandedOut(row -> {}, emitted::add);
      reader.start();
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      CompletableFuture<Void> available = reader.isAvailable();
      assertThat(available).isNotDone();

      reader.handleSourceEvents(new WatermarkAdvance(20));
      assertThat(available).as("wakes a task that waits").isDone();
      assertThat(emitted).isEmpty();
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      assertThat(emitted).containsExactly(20L);
      assertThat(reader.isAvailable()).isNotDone();
    }
  }

  private DeltaSharingReader reader(boolean watermarks) {
    return DeltaSharingReader.create(
        "market.live.trades",
        (grant, scope) -> new TableFiles(files, files),
        RowForm.AS_READ,
        watermarks,
        context,
        () -> 0L);
  }
}
