/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.types.DataType;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.types.DeltaTypes;
import io.deltasharing.flink.types.Widening;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * A column whose value is that of a file's partition.
 *
 * @param physicalName by which the log has its values
 * @param stored the table's type, by which the log's text is understood
 * @param type in which values are read; the same, or a wider one
 */
record PartitionColumn(String physicalName, DataType stored, LogicalType type) {

  static PartitionColumn of(String physicalName, DataType stored, DataType read) {
    return new PartitionColumn(physicalName, stored, DeltaTypes.toFlink(read));
  }

  /** Flink's internal value. An empty text is a null partition, as in Hive. */
  @Nullable Object value(Map<String, @Nullable String> partitionValues) {
    String text = partitionValues.get(physicalName);
    if (text == null || text.isEmpty()) {
      return null;
    }
    Object value = ValueConverter.ofPartition(stored, KernelAdapter.partitionValue(stored, text));
    return value == null ? null : Widening.widened(value, type);
  }
}
