/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.parquet.format.Encoding;

/**
 * A page of values.
 *
 * @param bytes decompressed
 * @param repetitionFrom where the repetition levels begin, if there are any
 * @param definitionFrom where they end and the definition levels begin, if there are any
 * @param definitionEnd where those end
 * @param valuesFrom where the values begin
 * @param end where they end
 * @param encoding of the values
 * @param count how many levels, and values at most
 */
@SuppressWarnings("ArrayRecordComponent")
record DataPage(
    byte[] bytes,
    int repetitionFrom,
    int repetitionEnd,
    int definitionFrom,
    int definitionEnd,
    int valuesFrom,
    int end,
    Encoding encoding,
    int count) {

  boolean usesDictionary() {
    return isDictionary(encoding);
  }

  static boolean isDictionary(Encoding encoding) {
    return encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
  }
}
