/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.credentials.StorageLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilesTest {
  private static final StorageLocation ROOT = MemoryStorage.ROOT;

  @Test
  void namesCommits() {
    assertThat(LogFiles.commit(ROOT, 0))
        .hasToString("s3://lake/trades/_delta_log/00000000000000000000.json");
    assertThat(LogFiles.commit(ROOT, Long.MAX_VALUE))
        .hasToString("s3://lake/trades/_delta_log/09223372036854775807.json");
  }

  @Test
  void knowsTheVersionOfACommit() {
    assertThat(LogFiles.versionOfCommit(LogFiles.commit(ROOT, 1234))).hasValue(1234);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000010.checkpoint.parquet",
        "00000000000000000010.checkpoint.0a1b.json",
        "00000000000000000010.00000000000000000012.compacted.json",
        "00000000000000000010.crc",
        "0000000000000000010.json",
        "_last_checkpoint"
      })
  void knowsWhatIsNoCommit(String name) {
    assertThat(LogFiles.versionOfCommit(ROOT.child("_delta_log/" + name))).isEmpty();
  }

  @Test
  void readsWholeOnlyWhatIsSmallAndInTheLog() {
    StorageLocation checkpoint = ROOT.child("_delta_log/00000000000000000010.checkpoint.parquet");
    assertThat(LogFiles.isInLog(checkpoint)).isTrue();
    assertThat(LogFiles.isSmall(checkpoint)).isFalse();
    assertThat(LogFiles.isSmall(ROOT.child("_delta_log/_last_checkpoint"))).isTrue();
    assertThat(LogFiles.isInLog(ROOT.child("_delta_log/_sidecars/1.parquet"))).isFalse();
    assertThat(LogFiles.isInLog(ROOT.child("x.json"))).isFalse();
  }
}
