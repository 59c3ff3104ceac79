/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;

/**
 * A row of a batch, or a struct. Small: it knows where its values are, and makes of them what is
 * asked for.
 */
final class BatchRow implements RowData {
  private final Columns columns;
  private final int index;
  private RowKind kind = RowKind.INSERT;

  BatchRow(Columns columns, int index) {
    this.columns = columns;
    this.index = index;
  }

  @Override
  public int getArity() {
    return columns.arity();
  }

  @Override
  public RowKind getRowKind() {
    return kind;
  }

  @Override
  public void setRowKind(RowKind kind) {
    this.kind = kind;
  }

  @Override
  public boolean isNullAt(int column) {
    return columns.isNull(column, index);
  }

  @Override
  public boolean getBoolean(int column) {
    return columns.ints[column][index] != 0;
  }

  @Override
  public byte getByte(int column) {
    return (byte) columns.ints[column][index];
  }

  @Override
  public short getShort(int column) {
    return (short) columns.ints[column][index];
  }

  @Override
  public int getInt(int column) {
    return columns.ints[column][index];
  }

  @Override
  public long getLong(int column) {
    return columns.longs[column][index];
  }

  @Override
  public float getFloat(int column) {
    return Float.intBitsToFloat(columns.ints[column][index]);
  }

  @Override
  public double getDouble(int column) {
    return Double.longBitsToDouble(columns.longs[column][index]);
  }

  @Override
  public StringData getString(int column) {
    return columns.bytes[column].string(index);
  }

  @Override
  public DecimalData getDecimal(int column, int precision, int scale) {
    return columns.decimal(column, index, precision, scale);
  }

  @Override
  public TimestampData getTimestamp(int column, int precision) {
    return columns.timestamp(column, index);
  }

  @Override
  public byte[] getBinary(int column) {
    return columns.bytes[column].bytes(index);
  }

  @Override
  public ArrayData getArray(int column) {
    return columns.array(column, index);
  }

  @Override
  public MapData getMap(int column) {
    return columns.map(column, index);
  }

  @Override
  public RowData getRow(int column, int arity) {
    return columns.row(column, index);
  }

  @Override
  public <T> RawValueData<T> getRawValue(int column) {
    throw new UnsupportedOperationException("no column of a Delta table has a raw type");
  }
}
