/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.TimestampNTZType;
import io.deltasharing.flink.plan.PlanningException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionColumnTest {

  /** The table was opened before its columns became wider. */
  @Test
  void understandsWhatALaterVersionWrote() {
    assertThat(value(IntegerType.INTEGER, LongType.LONG, "3000000000")).isEqualTo(3_000_000_000L);
    assertThat(value(IntegerType.INTEGER, DoubleType.DOUBLE, "0.5")).isEqualTo(0.5);
    assertThat(value(new DecimalType(10, 2), new DecimalType(12, 4), "1.2345"))
        .isEqualTo(DecimalData.fromBigDecimal(new BigDecimal("1.2345"), 12, 4));
    assertThat(value(DateType.DATE, TimestampNTZType.TIMESTAMP_NTZ, "2026-01-31 12:00:00"))
        .isEqualTo(TimestampData.fromLocalDateTime(LocalDateTime.parse("2026-01-31T12:00")));
  }

  @Test
  void understandsWhatAnEarlierVersionWrote() {
    assertThat(value(LongType.LONG, LongType.LONG, "7")).isEqualTo(7L);
    assertThat(value(IntegerType.INTEGER, LongType.LONG, "7")).isEqualTo(7L);
    assertThat(value(new DecimalType(10, 2), new DecimalType(12, 4), "1.20"))
        .isEqualTo(DecimalData.fromBigDecimal(new BigDecimal("1.2000"), 12, 4));
    assertThat(value(DateType.DATE, TimestampNTZType.TIMESTAMP_NTZ, "1970-01-02"))
        .isEqualTo(TimestampData.fromEpochMillis(86_400_000));
    assertThat(value(LongType.LONG, LongType.LONG, "")).isNull();
  }

  @Test
  void aFloatIsWhatItIsAsADouble() {
    assertThat(value(FloatType.FLOAT, DoubleType.DOUBLE, "0.1")).isEqualTo((double) 0.1f);
    assertThat(value(DoubleType.DOUBLE, DoubleType.DOUBLE, "0.1")).isEqualTo(0.1);
  }

  @Test
  void saysWhatIsNoValueOfItsType() {
    assertThatThrownBy(() -> value(DateType.DATE, DateType.DATE, "2026-13-01"))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "the log has '2026-13-01' as its value of the partition column 'p', which is no DATE."
                + " Tell the table's provider.");
    assertThatThrownBy(() -> value(FloatType.FLOAT, DoubleType.DOUBLE, "many"))
        .isInstanceOf(PlanningException.class)
        .hasMessageContaining("'many'")
        .hasMessageContaining("is no FLOAT.");
  }

  private static @Nullable Object value(DataType stored, DataType read, String text) {
    return PartitionColumn.of("p", stored, read).value(Map.of("p", text));
  }
}
