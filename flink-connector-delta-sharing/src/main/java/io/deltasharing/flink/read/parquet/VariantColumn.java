/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.types.VariantException;
import io.deltasharing.flink.types.VariantForm;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes values of variants of their two columns. They are made one by one when a row is asked for:
 * a text may be much longer than what it is made of.
 *
 * @param file which it is, for messages
 */
record VariantColumn(VariantForm form, String file) {
  private static final int METADATA = 0;
  private static final int VALUE = 1;

  /**
   * A value in Flink's internal form.
   *
   * @param parts the two columns
   * @throws UncheckedIOException if its bytes make no sense
   */
  Object value(Columns parts, int index) {
    try {
      if (parts.isNull(METADATA, index) || parts.isNull(VALUE, index)) {
        throw VariantException.broken("a part of it is missing");
      }
      return form.of(parts.bytes[METADATA].bytes(index), parts.bytes[VALUE].bytes(index));
    } catch (VariantException e) {
      throw new UncheckedIOException(
          new IOException("'" + file + "' cannot be read: " + e.getMessage(), e));
    }
  }
}
