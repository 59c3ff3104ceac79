/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.Serial;
import java.io.Serializable;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.RowType;

/** Asks rows for all their fields, as an operator behind a source would, and adds them up. */
final class RowSum implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final Fields fields;

  RowSum(RowType type) {
    fields = Fields.of(type);
  }

  long of(RowData row) {
    return of(row, fields.parts);
  }

  private static long of(RowData row, Fields[] parts) {
    long sum = 0;
    for (int i = 0; i < parts.length; i++) {
      if (row.isNullAt(i)) {
        continue;
      }
      switch (parts[i].kind) {
        case Fields.LONG -> sum += row.getLong(i);
        case Fields.INT -> sum += row.getInt(i);
        case Fields.DECIMAL ->
            sum += row.getDecimal(i, Fields.PRECISION, Fields.SCALE).toUnscaledLong();
        case Fields.TEXT -> sum += of(row.getString(i));
        case Fields.DOUBLE -> sum += (long) (row.getDouble(i) * Fields.PARTS);
        case Fields.ARRAY -> sum += of(row.getArray(i), parts[i].parts[0]);
        case Fields.MAP -> sum += of(row.getMap(i), parts[i]);
        default -> sum += of(row.getRow(i, parts[i].parts.length), parts[i].parts);
      }
    }
    return sum;
  }

  private static long of(MapData map, Fields type) {
    return of(map.keyArray(), type.parts[0]) + of(map.valueArray(), type.parts[1]);
  }

  private static long of(ArrayData array, Fields element) {
    long sum = 0;
    for (int i = 0; i < array.size(); i++) {
      if (array.isNullAt(i)) {
        continue;
      }
      switch (element.kind) {
        case Fields.TEXT -> sum += of(array.getString(i));
        case Fields.ROW -> sum += of(array.getRow(i, element.parts.length), element.parts);
        default -> throw new IllegalArgumentException("no sum over arrays of " + element.kind);
      }
    }
    return sum;
  }

  private static long of(StringData text) {
    BinaryStringData bytes = (BinaryStringData) text;
    int length = bytes.getSizeInBytes();
    return length == 0 ? 0 : length * Fields.WEIGHT + bytes.byteAt(0);
  }
}
