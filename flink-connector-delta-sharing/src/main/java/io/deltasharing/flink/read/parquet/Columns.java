/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.FieldPaths;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.jspecify.annotations.Nullable;

/**
 * Values of some columns, as they were decoded: of the rows of a batch, or of the fields of structs
 * in it, the elements of its arrays, the entries of its maps. Each column has its array in one of
 * the fields, by its type.
 */
final class Columns {
  private static final int MICROS_PER_MILLI = 1000;
  private static final int NANOS_PER_MICRO = 1000;

  /** Integers, micros, unscaled decimals of up to 18 digits, doubles by their bits. */
  final long[][] longs;

  /**
   * Integers of 32 bits and fewer, days, booleans, floats by their bits; for arrays and maps where
   * the first element of each is among all, and of one more.
   */
  final int[][] ints;

  /** Texts, bytes, unscaled decimals of more than 18 digits. */
  final BytesVector[] bytes;

  /** The fields of structs, the elements of arrays, keys and values of maps. */
  final Columns[] children;

  /** What makes values of variants of the two columns of each; no array if none is one. */
  private @Nullable VariantColumn @Nullable [] variants;

  /** Which values are null; no array if none is. */
  final boolean[] @Nullable [] nulls;

  Columns(int arity) {
    longs = new long[arity][];
    ints = new int[arity][];
    bytes = new BytesVector[arity];
    children = new Columns[arity];
    nulls = new boolean[arity][];
  }

  /** The values of fields, some of them within structs: their arrays are those of the structs. */
  Columns fields(FieldPaths produced) {
    List<List<Integer>> paths = produced.paths();
    Columns fields = new Columns(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      copy(paths.get(i), fields, i);
    }
    return fields;
  }

  private void copy(List<Integer> path, Columns out, int ordinal) {
    Columns within = this;
    boolean[] nulls = null;
    int last = path.size() - 1;
    for (int step = 0; within != null; within = within.children[path.get(step++)]) {
      int field = path.get(step);
      // Where a struct is null its fields are too; but of one that the file does not have, there
      // is nothing but that it is null.
      nulls = within.nulls[field] == null ? nulls : within.nulls[field];
      if (step == last) {
        out.longs[ordinal] = within.longs[field];
        out.ints[ordinal] = within.ints[field];
        out.bytes[ordinal] = within.bytes[field];
        out.children[ordinal] = within.children[field];
        out.setVariant(ordinal, within.variant(field));
        break;
      }
    }
    out.nulls[ordinal] = nulls;
  }

  int arity() {
    return longs.length;
  }

  boolean isNull(int column, int index) {
    boolean[] ofColumn = nulls[column];
    return ofColumn != null && ofColumn[index];
  }

  TimestampData timestamp(int column, int index) {
    long micros = longs[column][index];
    long millis = Math.floorDiv(micros, MICROS_PER_MILLI);
    return TimestampData.fromEpochMillis(
        millis, (int) (micros - millis * MICROS_PER_MILLI) * NANOS_PER_MICRO);
  }

  DecimalData decimal(int column, int index, int precision, int scale) {
    return DecimalData.isCompact(precision)
        ? DecimalData.fromUnscaledLong(longs[column][index], precision, scale)
        : DecimalData.fromUnscaledBytes(bytes[column].bytes(index), precision, scale);
  }

  /**
   * Says that a column is one of variants.
   *
   * @param variant null if it is none
   */
  void setVariant(int column, @Nullable VariantColumn variant) {
    if (variant != null) {
      variants = variants == null ? new @Nullable VariantColumn[arity()] : variants;
      variants[column] = variant;
    }
  }

  private @Nullable VariantColumn variant(int column) {
    return variants == null ? null : variants[column];
  }

  ArrayData array(int column, int index) {
    int from = ints[column][index];
    return children[column].elements(0, from, ints[column][index + 1] - from);
  }

  MapData map(int column, int index) {
    int from = ints[column][index];
    return new EntryMap(children[column], from, ints[column][index + 1] - from);
  }

  /** Some values of a column. */
  ArrayData elements(int column, int from, int size) {
    VariantColumn variant = variant(column);
    if (variant == null) {
      return new ElementArray(this, column, from, size);
    }
    @Nullable Object[] values = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      values[i] = value(variant, column, from + i);
    }
    return new GenericArrayData(values);
  }

  RowData row(int column, int index) {
    return children[column].row(index);
  }

  /** The values at one index. */
  RowData row(int index) {
    BatchRow row = new BatchRow(this, index);
    return variants == null ? row : withVariants(row, index);
  }

  /**
   * Our own rows cannot be asked for a VARIANT: its class is not there when they are compiled.
   * Flink's rows can, so variants stand in one of these beside the other values.
   */
  private RowData withVariants(BatchRow row, int index) {
    GenericRowData values = new GenericRowData(arity());
    int[] places = new int[arity()];
    for (int i = 0; i < places.length; i++) {
      VariantColumn variant = variant(i);
      places[i] = variant == null ? i : arity() + i;
      values.setField(i, variant == null ? null : value(variant, i, index));
    }
    return ProjectedRowData.from(places).replaceRow(new JoinedRowData(row, values));
  }

  private @Nullable Object value(VariantColumn variant, int column, int index) {
    return isNull(column, index) ? null : variant.value(children[column], index);
  }
}
