/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import org.apache.flink.table.types.logical.RowType;
import org.apache.paimon.data.BinaryString;
import org.apache.paimon.data.DataGetters;
import org.apache.paimon.data.InternalArray;
import org.apache.paimon.data.InternalMap;
import org.apache.paimon.data.InternalRow;

/** {@link RowSum} for Paimon's rows. */
final class PaimonSum {
  private final Fields fields;

  PaimonSum(RowType type) {
    fields = Fields.of(type);
  }

  long of(InternalRow row) {
    return of(row, fields.parts);
  }

  private static long of(InternalRow row, Fields[] parts) {
    long sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += row.isNullAt(i) ? 0 : of(row, i, parts[i]);
    }
    return sum;
  }

  private static long of(DataGetters values, int i, Fields type) {
    return switch (type.kind) {
      case Fields.LONG -> values.getLong(i);
      case Fields.INT -> values.getInt(i);
      case Fields.DECIMAL -> values.getDecimal(i, Fields.PRECISION, Fields.SCALE).toUnscaledLong();
      case Fields.TEXT -> of(values.getString(i));
      case Fields.DOUBLE -> (long) (values.getDouble(i) * Fields.PARTS);
      case Fields.ARRAY -> of(values.getArray(i), type.parts[0]);
      case Fields.MAP -> of(values.getMap(i), type);
      default -> of(values.getRow(i, type.parts.length), type.parts);
    };
  }

  private static long of(InternalMap map, Fields type) {
    return of(map.keyArray(), type.parts[0]) + of(map.valueArray(), type.parts[1]);
  }

  private static long of(InternalArray array, Fields element) {
    long sum = 0;
    for (int i = 0; i < array.size(); i++) {
      sum += array.isNullAt(i) ? 0 : of(array, i, element);
    }
    return sum;
  }

  private static long of(BinaryString text) {
    int length = text.getSizeInBytes();
    return length == 0 ? 0 : length * Fields.WEIGHT + text.byteAt(0);
  }
}
