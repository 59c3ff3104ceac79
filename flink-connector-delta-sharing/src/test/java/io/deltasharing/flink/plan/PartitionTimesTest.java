/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DateType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31 12:00:00, 2026-01-31T12:00:00Z",
    "2026-01-31 12:00:00.5, 2026-01-31T12:00:00.5Z",
    "1969-12-31 23:59:59.999999, 1969-12-31T23:59:59.999999Z",
    "2026-01-31T12:00:00.000001Z, 2026-01-31T12:00:00.000001Z",
    "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
    "2026-01-31, 2026-01-31T00:00:00Z"
  })
  void readsTimesAsUtc(String text, Instant expected) {
    assertThat(PartitionTimes.micros(text))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, expected));
  }

  @Test
  void readsTheWholeRangeOfDelta() {
    assertThat(PartitionTimes.micros("0001-01-01 00:00:00")).isEqualTo(-62_135_596_800_000_000L);
    assertThat(PartitionTimes.micros("9999-12-31 23:59:59.999999"))
        .isEqualTo(253_402_300_799_999_999L);
    assertThat(PartitionTimes.days("0001-01-01")).isEqualTo(-719_162);
  }

  @Test
  void readsTimesThatTheTimeZoneOfTheJvmSkipped() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      String skipped = "2024-03-10 02:30:00";
      long micros = Instant.parse("2024-03-10T02:30:00Z").getEpochSecond() * 1_000_000;
      assertThat(KernelAdapter.partitionValue(TimestampType.TIMESTAMP, skipped)).isEqualTo(micros);
      assertThat(KernelAdapter.partitionValue(TimestampNTZType.TIMESTAMP_NTZ, skipped))
          .isEqualTo(micros);
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertThat(KernelAdapter.partitionValue(DateType.DATE, "2011-12-30"))
          .isEqualTo((int) LocalDate.of(2011, 12, 30).toEpochDay());
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
