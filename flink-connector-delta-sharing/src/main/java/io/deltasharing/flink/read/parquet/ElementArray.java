/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** An array, or the keys or values of a map: some consecutive values of a column of a batch. */
final class ElementArray implements ArrayData {
  private final Columns columns;
  private final int column;
  private final int from;
  private final int size;

  ElementArray(Columns columns, int column, int from, int size) {
    this.columns = columns;
    this.column = column;
    this.from = from;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isNullAt(int index) {
    return columns.isNull(column, from + index);
  }

  @Override
  public boolean getBoolean(int index) {
    return columns.ints[column][from + index] != 0;
  }

  @Override
  public byte getByte(int index) {
    return (byte) columns.ints[column][from + index];
  }

  @Override
  public short getShort(int index) {
    return (short) columns.ints[column][from + index];
  }

  @Override
  public int getInt(int index) {
    return columns.ints[column][from + index];
  }

  @Override
  public long getLong(int index) {
    return columns.longs[column][from + index];
  }

  @Override
  public float getFloat(int index) {
    return Float.intBitsToFloat(getInt(index));
  }

  @Override
  public double getDouble(int index) {
    return Double.longBitsToDouble(getLong(index));
  }

  @Override
  public StringData getString(int index) {
    return columns.bytes[column].string(from + index);
  }

  @Override
  public DecimalData getDecimal(int index, int precision, int scale) {
    return columns.decimal(column, from + index, precision, scale);
  }

  @Override
  public TimestampData getTimestamp(int index, int precision) {
    return columns.timestamp(column, from + index);
  }

  @Override
  public byte[] getBinary(int index) {
    return columns.bytes[column].bytes(from + index);
  }

  @Override
  public ArrayData getArray(int index) {
    return columns.array(column, from + index);
  }

  @Override
  public MapData getMap(int index) {
    return columns.map(column, from + index);
  }

  @Override
  public RowData getRow(int index, int arity) {
    return columns.row(column, from + index);
  }

  @Override
  public <T> RawValueData<T> getRawValue(int index) {
    throw new UnsupportedOperationException("no column of a Delta table has a raw type");
  }

  @Override
  public boolean[] toBooleanArray() {
    boolean[] result = new boolean[size];
    for (int i = 0; i < size; i++) {
      result[i] = getBoolean(i);
    }
    return result;
  }

  @Override
  public byte[] toByteArray() {
    byte[] result = new byte[size];
    for (int i = 0; i < size; i++) {
      result[i] = getByte(i);
    }
    return result;
  }

  @Override
  public short[] toShortArray() {
    short[] result = new short[size];
    for (int i = 0; i < size; i++) {
      result[i] = getShort(i);
    }
    return result;
  }

  @Override
  public int[] toIntArray() {
    int[] result = new int[size];
    System.arraycopy(columns.ints[column], from, result, 0, size);
    return result;
  }

  @Override
  public long[] toLongArray() {
    long[] result = new long[size];
    System.arraycopy(columns.longs[column], from, result, 0, size);
    return result;
  }

  @Override
  public float[] toFloatArray() {
    float[] result = new float[size];
    for (int i = 0; i < size; i++) {
      result[i] = getFloat(i);
    }
    return result;
  }

  @Override
  public double[] toDoubleArray() {
    double[] result = new double[size];
    for (int i = 0; i < size; i++) {
      result[i] = getDouble(i);
    }
    return result;
  }
}
