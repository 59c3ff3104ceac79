/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RefusalKind;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.credentials.ManualClock;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.testing.VendedAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of an object that are read at the same time. */
class RangesITCase {
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final StorageLocation OBJECT =
      StorageLocation.parse("s3://embedded-delta-sharing/s/d/t/large");
  private static final int LENGTH = 3_000_000;
  private static final List<ByteRange> RANGES =
      List.of(new ByteRange(2_000_000, 1_000_000), new ByteRange(10, 70_000));

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final byte[] bytes = new byte[LENGTH];
  private EmbeddedDeltaSharingServer server;
  private VendedAccess access;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(directory.resolve("_delta_log"));
    Files.writeString(
        directory.resolve("_delta_log/00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"id-1","format":{"provider":"parquet","options":{}},\
        "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}","partitionColumns":[],\
        "configuration":{}}}
        """);
    new Random(7).nextBytes(bytes);
    Files.write(directory.resolve("large"), bytes);
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(LIFETIME)
            .table("s.d.t", directory)
            .start();
    access = VendedAccess.open(server, "s.d.t", clock);
  }

  @AfterEach
  void stop() {
    access.close();
    server.close();
  }

  @Test
  void eachRangeIsOneRequest() throws IOException {
    try (ObjectInput input = access.storage().open(OBJECT, LENGTH)) {
      input.seek(5);
      assertRead(input.readRanges(RANGES));
      assertThat(input.position()).isEqualTo(5);
    }
    assertThat(server.counters().requests(RequestKind.STORE_GET)).isEqualTo(2);
    assertThat(server.counters().requests(RequestKind.STORE_HEAD)).isZero();
  }

  @Test
  void anExpiredCredentialCostsOneRetryOfEachRange() throws IOException {
    try (ObjectInput input = access.storage().open(OBJECT, LENGTH)) {
      input.readFully(new byte[1], 0, 1);
      clock.advance(LIFETIME);
      long before = server.counters().requests(RequestKind.STORE_GET);
      assertRead(input.readRanges(RANGES));
      assertThat(server.counters().requests(RequestKind.STORE_GET) - before)
          .as("each refused once, and read once")
          .isEqualTo(4);
    }
    assertThat(server.counters().refusals(RefusalKind.EXPIRED_TOKEN)).isEqualTo(2);
    assertThat(access.refused).containsExactly(1L);
  }

  @Test
  void rangesOutsideAreRefusedWithoutARequest() throws IOException {
    try (ObjectInput input = access.storage().open(OBJECT, LENGTH)) {
      assertThatThrownBy(() -> input.readRanges(List.of(new ByteRange(LENGTH - 1, 2))))
          .hasMessage(
              "'" + OBJECT + "' has 3000000 bytes, too few for ByteRange[from=2999999, length=2]");
    }
    assertThat(server.counters().requests(RequestKind.STORE_GET)).isZero();
  }

  private void assertRead(List<PendingBytes> pending) throws IOException {
    for (int i = 0; i < RANGES.size(); i++) {
      ByteRange range = RANGES.get(i);
      int from = (int) range.from();
      assertThat(pending.get(i).await())
          .isEqualTo(Arrays.copyOfRange(bytes, from, from + range.length()));
      assertThat(pending.get(i).await()).isSameAs(pending.get(i).await());
    }
  }
}
