/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionColumnsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("day", LongType.LONG)
          .add("Zone", LongType.LONG)
          .add("ZONE", LongType.LONG);

  @Test
  void areSpelledAsTheSchemaDoes() {
    assertThat(PartitionColumns.of(SCHEMA, List.of("Day")).names()).containsExactly("day");
    assertThat(PartitionColumns.of(SCHEMA, List.of("gone")).names()).isEmpty();
  }

  @Test
  void areNoOthersThatDifferInCaseOnly() {
    PartitionColumns columns = PartitionColumns.of(SCHEMA, List.of("ZONE"));
    assertThat(columns.contain("ZONE")).isTrue();
    assertThat(columns.contain("Zone")).isFalse();
  }

  @Test
  void oneThatMayBeSeveralIsNamed() {
    assertThatThrownBy(() -> PartitionColumns.of(SCHEMA, List.of("zone")))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "The table is partitioned by 'zone', which may be any of its columns 'Zone', 'ZONE'."
                + " Tell the table's provider.");
  }
}
