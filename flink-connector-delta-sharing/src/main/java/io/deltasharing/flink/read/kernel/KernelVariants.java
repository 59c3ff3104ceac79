/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.VariantType;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.types.VariantException;
import io.deltasharing.flink.types.VariantForm;

/** Variants, which Kernel's reader does not know, as the groups of two columns that they are. */
final class KernelVariants {
  private static final StructType GROUP =
      new StructType()
          .add(FileColumn.METADATA, BinaryType.BINARY)
          .add(FileColumn.VALUE, BinaryType.BINARY);
  private static final int METADATA = 0;
  private static final int VALUE = 1;

  private KernelVariants() {}

  /** The columns to have Kernel read. */
  static StructType asGroups(StructType struct) {
    StructType stored = new StructType();
    for (StructField field : struct.fields()) {
      stored =
          stored.add(
              new StructField(
                  field.getName(),
                  stored(field.getDataType()),
                  field.isNullable(),
                  field.getMetadata()));
    }
    return stored;
  }

  private static DataType stored(DataType type) {
    if (type instanceof VariantType) {
      return GROUP;
    }
    if (type instanceof StructType struct) {
      return asGroups(struct);
    }
    if (type instanceof ArrayType array) {
      return new ArrayType(stored(array.getElementType()), array.containsNull());
    }
    if (type instanceof MapType map) {
      return new MapType(
          stored(map.getKeyType()), stored(map.getValueType()), map.isValueContainsNull());
    }
    return type;
  }

  /** Whether a type is one, or has one in it. */
  static boolean areIn(DataType type) {
    return type instanceof VariantType
        || (type instanceof StructType struct
            && struct.fields().stream().anyMatch(it -> areIn(it.getDataType())))
        || (type instanceof ArrayType array && areIn(array.getElementType()))
        || (type instanceof MapType map && (areIn(map.getKeyType()) || areIn(map.getValueType())));
  }

  /** A value of such a group. */
  static Object value(VariantForm form, ColumnVector group, int row) {
    ColumnVector metadata = group.getChild(METADATA);
    ColumnVector value = group.getChild(VALUE);
    if (metadata.isNullAt(row) || value.isNullAt(row)) {
      throw VariantException.broken("a part of it is missing");
    }
    return form.of(metadata.getBinary(row), value.getBinary(row));
  }
}
