/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** What rows have where a table has a variant. */
public enum VariantForm {
  /** Its text as JSON. */
  JSON,
  /** Flink's VARIANT, from 2.1 on. */
  VARIANT;

  /** The form for a column that was declared so. */
  public static VariantForm of(LogicalType declared) {
    return declared.is(LogicalTypeFamily.CHARACTER_STRING) ? JSON : VARIANT;
  }

  /**
   * A value in Flink's internal form, of a variant in Parquet's binary encoding. It makes sense as
   * a whole; that what is a VARIANT has texts and numbers that do, Flink sees when it is asked for
   * them.
   *
   * @throws VariantException if the bytes make no sense, or too much text
   */
  public Object of(byte[] metadata, byte[] value) {
    try {
      if (this == JSON) {
        return StringData.fromString(
            VariantJson.text(metadata, value, VariantJson.MOST_CHARACTERS));
      }
      VariantWalk.through(metadata, value, VariantSink.NOWHERE);
      return FlinkVariant.value(metadata, value);
    } catch (IOException e) {
      // Nothing is written to anywhere.
      throw new UncheckedIOException(e);
    }
  }
}
