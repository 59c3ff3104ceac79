/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import java.lang.reflect.Proxy;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.runtime.typeutils.ArrayDataSerializer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What Flink's copies of arrays are worth that are of a class which Flink does not know, as ours
 * are. Its serializer of older versions (1.20 for one) writes each of them into the same object and
 * gives that out: all rows copied by one operator would have the array of the last.
 */
final class ArrayCopies {
  /** Whether a copy stays what it is when another one is made. */
  static final boolean STAY = stay();

  private ArrayCopies() {}

  private static boolean stay() {
    ArrayData empty =
        (ArrayData)
            Proxy.newProxyInstance(
                ArrayCopies.class.getClassLoader(),
                new Class<?>[] {ArrayData.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("size")) {
                    return 0;
                  }
                  throw new UnsupportedOperationException(method + " of an empty array");
                });
    ArrayDataSerializer serializer = new ArrayDataSerializer(new IntType());
    ArrayData first = serializer.copy(empty);
    ArrayData second = serializer.copy(empty);
    return first != second;
  }

  /**
   * Whether a copy of a row of this type has copies of arrays. Those in maps are none: a map is
   * copied in one piece.
   */
  static boolean areIn(LogicalType type) {
    if (type instanceof RowType row) {
      return row.getChildren().stream().anyMatch(ArrayCopies::areIn);
    }
    return type instanceof ArrayType;
  }
}
