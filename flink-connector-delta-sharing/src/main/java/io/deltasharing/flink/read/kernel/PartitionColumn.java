/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FloatType;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.types.DeltaTypes;
import io.deltasharing.flink.types.Widening;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * A column whose value is that of a file's partition.
 *
 * @param physicalName by which the log has its values
 * @param written the type by which the log's text is understood
 * @param type in which values are read; the same, or a wider one
 */
record PartitionColumn(String physicalName, DataType written, LogicalType type) {

  /**
   * The text is understood by the type in which it is read: the table's may have become wider since
   * the table was opened. Only the digits of a FLOAT mean another number as a DOUBLE.
   */
  static PartitionColumn of(String physicalName, DataType stored, DataType read) {
    return new PartitionColumn(
        physicalName, stored.equals(FloatType.FLOAT) ? stored : read, DeltaTypes.toFlink(read));
  }

  /** Flink's internal value. An empty text is a null partition, as in Hive. */
  @Nullable Object value(Map<String, @Nullable String> partitionValues) {
    String text = partitionValues.get(physicalName);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Object value =
          ValueConverter.ofPartition(written, KernelAdapter.partitionValue(written, text));
      return value == null ? null : Widening.widened(value, type);
    } catch (RuntimeException e) {
      throw new PlanningException(
          "the log has '"
              + text
              + "' as its value of the partition column '"
              + physicalName
              + "', which is no "
              + DeltaTypes.toFlink(written).asSummaryString()
              + ". Tell the table's provider.",
          e);
    }
  }
}
