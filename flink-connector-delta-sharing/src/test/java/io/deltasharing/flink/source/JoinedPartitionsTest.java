/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.TableDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Values of partitions are compared with those that Flink collected, in Flink's own form. */
class JoinedPartitionsTest {
  private static final List<String> NAMES = List.of("i", "s", "d", "ts", "dec");
  private static final TableDefinition TABLE =
      new TableDefinition(
          "id",
          "{\"type\":\"struct\",\"fields\":["
              + String.join(
                  ",",
                  field("i", "integer"),
                  field("s", "string"),
                  field("d", "date"),
                  field("ts", "timestamp"),
                  field("dec", "decimal(10,2)"))
              + "]}",
          NAMES,
          "none");
  private static final LogicalType[] TYPES = {
    new IntType(),
    new VarCharType(VarCharType.MAX_LENGTH),
    new DateType(),
    new LocalZonedTimestampType(6),
    new DecimalType(10, 2)
  };

  @Test
  void findsThePartitionOfEveryType() throws Exception {
    JoinedPartitions joined =
        new JoinedPartitions(
            collected(
                GenericRowData.of(
                    7,
                    StringData.fromString("é"),
                    1,
                    TimestampData.fromEpochMillis(-1, 999_000),
                    DecimalData.fromBigDecimal(new BigDecimal("1.10"), 10, 2))),
            NAMES,
            TABLE);
    Map<String, String> partition =
        Map.of(
            "i", "7",
            "s", "é",
            "d", "1970-01-02",
            "ts", "1969-12-31 23:59:59.999999",
            "dec", "1.1");
    assertThat(joined.test(new DataFile("a", 1, Map.copyOf(partition), null))).isTrue();
    Map<String, String> other = new HashMap<>(partition);
    other.put("ts", "1969-12-31 23:59:59.999");
    assertThat(joined.test(new DataFile("b", 1, Map.copyOf(other), null))).isFalse();
    other.put("ts", "yesterday");
    assertThat(joined.test(new DataFile("c", 1, Map.copyOf(other), null)))
        .as("what cannot be told is read")
        .isTrue();
  }

  /** As Flink pairs them where one of a join's keys is computed. */
  @Test
  void leavesNothingOutByValuesOfAnotherType() throws Exception {
    DynamicFilteringData numbers =
        collected(
            GenericRowData.of(
                7,
                StringData.fromString("a"),
                1,
                TimestampData.fromEpochMillis(0),
                DecimalData.fromBigDecimal(BigDecimal.ONE, 10, 2)));
    JoinedPartitions joined =
        new JoinedPartitions(numbers, List.of("s", "i", "ts", "d", "dec"), TABLE);
    Map<String, String> partition =
        Map.of("i", "8", "s", "b", "d", "1970-01-05", "ts", "1970-01-01 00:00:09", "dec", "2");
    assertThat(joined.test(new DataFile("a", 1, Map.copyOf(partition), null))).isTrue();
  }

  @Test
  void severalJoinsLeaveNothingOut() {
    List<RowType.RowField> s = List.of(new RowType.RowField("s", TYPES[1]));
    List<RowType.RowField> i = List.of(new RowType.RowField("i", TYPES[0]));
    assertThat(RowSelection.ALL.joinedBy(s).joinedBy(s).joinedBy()).containsExactly("s");
    assertThat(RowSelection.ALL.joinedBy(s).joinedBy(i).joinedBy()).isNull();
    assertThat(RowSelection.ALL.joinedBy(s).joinedBy(i).joinedBy(s).joinedBy()).isNull();
  }

  private static DynamicFilteringData collected(RowData row) throws IOException {
    RowType type = RowType.of(TYPES, NAMES.toArray(new String[0]));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new RowDataSerializer(type).serialize(row, new DataOutputViewStreamWrapper(bytes));
    return new DynamicFilteringData(
        InternalTypeInfo.of(type), type, new ArrayList<>(List.of(bytes.toByteArray())), true);
  }

  private static String field(String name, String type) {
    return "{\"name\":\""
        + name
        + "\",\"type\":\""
        + type
        + "\",\"nullable\":true,\"metadata\":{}}";
  }
}
