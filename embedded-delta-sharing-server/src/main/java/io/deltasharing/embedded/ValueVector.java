/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column of values that {@link FixtureValues#toKernel} returned. */
record ValueVector(DataType type, List<@Nullable Object> values) implements ColumnVector {

  @Override
  public DataType getDataType() {
    return type;
  }

  @Override
  public int getSize() {
    return values.size();
  }

  @Override
  public void close() {}

  @Override
  public boolean isNullAt(int row) {
    return values.get(row) == null;
  }

  @Override
  public boolean getBoolean(int row) {
    return (Boolean) value(row);
  }

  @Override
  public byte getByte(int row) {
    return (Byte) value(row);
  }

  @Override
  public short getShort(int row) {
    return (Short) value(row);
  }

  @Override
  public int getInt(int row) {
    return (Integer) value(row);
  }

  @Override
  public long getLong(int row) {
    return (Long) value(row);
  }

  @Override
  public float getFloat(int row) {
    return (Float) value(row);
  }

  @Override
  public double getDouble(int row) {
    return (Double) value(row);
  }

  @Override
  public byte[] getBinary(int row) {
    return (byte[]) value(row);
  }

  @Override
  public String getString(int row) {
    return (String) value(row);
  }

  @Override
  public BigDecimal getDecimal(int row) {
    return (BigDecimal) value(row);
  }

  @Override
  public ArrayValue getArray(int row) {
    return new Elements(of(((ArrayType) type).getElementType(), (List<?>) value(row)));
  }

  @Override
  public MapValue getMap(int row) {
    MapType map = (MapType) type;
    Map<?, ?> entries = (Map<?, ?>) value(row);
    return new Entries(
        of(map.getKeyType(), entries.keySet()), of(map.getValueType(), entries.values()));
  }

  /** A struct's field; null where the struct is. */
  @Override
  public ColumnVector getChild(int ordinal) {
    List<@Nullable Object> children = new ArrayList<>(values.size());
    for (Object struct : values) {
      children.add(struct == null ? null : ((Object[]) struct)[ordinal]);
    }
    return new ValueVector(((StructType) type).at(ordinal).getDataType(), children);
  }

  private static ValueVector of(DataType type, Collection<?> values) {
    return new ValueVector(type, new ArrayList<>(values));
  }

  private Object value(int row) {
    return Objects.requireNonNull(values.get(row), "asked for the value of a null");
  }

  private record Elements(ValueVector vector) implements ArrayValue {
    @Override
    public int getSize() {
      return vector.getSize();
    }

    @Override
    public ColumnVector getElements() {
      return vector;
    }
  }

  private record Entries(ValueVector keys, ValueVector values) implements MapValue {
    @Override
    public int getSize() {
      return keys.getSize();
    }

    @Override
    public ColumnVector getKeys() {
      return keys;
    }

    @Override
    public ColumnVector getValues() {
      return values;
    }
  }
}
