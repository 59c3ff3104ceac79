/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.TradesTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of Kernel when storage fails: the enumerator decides by it what may pass. */
class DeltaLogTest {
  private static final String CHECKPOINT = "_delta_log/00000000000000000002.checkpoint.parquet";

  @TempDir Path directory;
  private final MemoryStorage storage = new MemoryStorage();
  private final DeltaLog log =
      new DeltaLog(storage, MemoryStorage.ROOT, "market.live.trades", Runnable::run);

  @BeforeEach
  void writeACheckpointAndACommitAfterIt() throws IOException {
    TradesTable trades = TradesTable.create(directory);
    trades.append(1);
    trades.append(1);
    trades.checkpoint();
    trades.append(1);
    storage.putAll(directory);
  }

  @Test
  void readsTheLog() throws IOException {
    assertThat(log.latest().version()).isEqualTo(3);
    assertThat(filesAt(3)).hasSize(3);
    assertThat(filesAt(2)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_delta_log/00000000000000000003.json", CHECKPOINT})
  void passesFailuresOfStorageOnAsTheyWere(String failing) {
    IOException failure = new IOException("connection reset");
    storage.fail(failing, failure);
    assertThatThrownBy(() -> filesAt(log.latest().version())).isSameAs(failure);
  }

  /** To try again would be in vain. */
  @ParameterizedTest
  @ValueSource(strings = {"_delta_log/00000000000000000003.json", CHECKPOINT})
  void namesAFileOfTheLogThatIsMissing(String missing) {
    storage.fail(missing, new FileNotFoundException("vacuumed"));
    assertThatThrownBy(() -> filesAt(log.latest().version()))
        .isInstanceOf(PlanningException.class)
        .hasRootCauseMessage("vacuumed")
        .hasMessage(
            "Version 3 of market.live.trades cannot be read: '"
                + missing
                + "' is missing. If the log was cleaned up just now, starting again helps. Tell the"
                + " table's provider.");
  }

  @Test
  void passesAFailureToListOn() {
    IOException failure = new IOException("connection reset");
    storage.failListings(failure);
    assertThatThrownBy(log::latest).isSameAs(failure);
  }

  @Test
  void refusesABrokenCommit() {
    storage.put("_delta_log/00000000000000000003.json", "{\"add\":{\"path\"");
    assertThatThrownBy(log::latest)
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Version 3 of market.live.trades cannot be read:"
                + " '_delta_log/00000000000000000003.json' is broken: Unexpected end-of-input"
                + " within/between Object entries. Tell the table's provider.");
  }

  @Test
  void refusesALogWithoutCommits() {
    DeltaLog empty =
        new DeltaLog(new MemoryStorage(), MemoryStorage.ROOT, "market.live.trades", Runnable::run);
    assertThatThrownBy(empty::latest)
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "The log of market.live.trades at 's3://lake/trades' cannot be read: Delta table at"
                + " path `s3://lake/trades` is not found. Context: No delta files found in the"
                + " directory: s3://lake/trades/_delta_log");
  }

  @Test
  void refusesAVersionThatIsNotThereYet() {
    assertThatThrownBy(() -> log.at(9))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Version 9 of market.live.trades is not there so far. There are versions 0 to 3.");
  }

  private List<DataFile> filesAt(long version) throws IOException {
    return log.files(version, null, 0, Integer.MAX_VALUE).files();
  }
}
