/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * How decimals are decoded: up to 18 digits as integers, others as the bytes that they are. A
 * table's scale may have grown since the file was written.
 */
final class DecimalForms {
  private DecimalForms() {}

  static LeafValues of(SchemaNode leaf, DecimalType type) {
    SchemaElement element = leaf.element();
    LogicalType logical = element.getLogicalType();
    int precision;
    int scale;
    if (logical != null && logical.isSetDECIMAL()) {
      precision = logical.getDECIMAL().getPrecision();
      scale = logical.getDECIMAL().getScale();
    } else if (element.getConverted_type() == ConvertedType.DECIMAL) {
      precision = element.getPrecision();
      scale = element.getScale();
    } else {
      throw LeafForms.unknown(leaf, type);
    }
    int growth = type.getScale() - scale;
    if (scale < 0 || growth < 0 || type.getPrecision() - precision < growth) {
      throw LeafForms.unknown(leaf, type);
    }
    if (DecimalData.isCompact(type.getPrecision())) {
      return compact(leaf, type, powerOfTen(growth));
    }
    if (growth > 0) {
      throw LeafForms.unknown(leaf, type);
    }
    int digits = type.getPrecision();
    int width = leaf.typeLength();
    return switch (leaf.physicalType()) {
      case BYTE_ARRAY ->
          new BytesValues(
              page -> WideDecimals.of(BytesSource.ofTexts(page), digits), Integer.BYTES);
      case FIXED_LEN_BYTE_ARRAY ->
          new BytesValues(page -> WideDecimals.of(BytesSource.ofFixed(page, width), digits), width);
      default -> throw LeafForms.unknown(leaf, type);
    };
  }

  private static LeafValues compact(SchemaNode leaf, DecimalType type, long factor) {
    int width = leaf.typeLength();
    LongSource.Factory unscaled =
        switch (leaf.physicalType()) {
          case INT32 -> page -> LongConversions.ofInts(IntSource.ofInts(page), value -> value);
          case INT64 -> LongSource::ofLongs;
          case BYTE_ARRAY -> page -> new DecimalBytes(BytesSource.ofTexts(page));
          case FIXED_LEN_BYTE_ARRAY -> page -> new DecimalBytes(BytesSource.ofFixed(page, width));
          default -> throw LeafForms.unknown(leaf, type);
        };
    LongSource.Factory scaled =
        factor == 1
            ? unscaled
            : page ->
                LongConversions.ofLongs(
                    unscaled.open(page), value -> Math.multiplyExact(value, factor));
    int smallest =
        leaf.physicalType() == Type.INT64
            ? Long.BYTES
            : leaf.physicalType() == Type.FIXED_LEN_BYTE_ARRAY ? width : Integer.BYTES;
    return new LongValues(scaled, smallest);
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
