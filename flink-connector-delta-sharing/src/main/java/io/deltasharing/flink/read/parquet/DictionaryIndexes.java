/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.jspecify.annotations.Nullable;

/** The values of a page as indexes into a dictionary. */
final class DictionaryIndexes {
  private final RunDecoder decoder = new RunDecoder();
  private final int size;

  /**
   * @param size of the dictionary
   */
  DictionaryIndexes(DataPage page, int size) throws MalformedFileException {
    this.size = size;
    // A page of nulls alone may have no byte at all.
    int width = page.valuesFrom() < page.end() ? page.bytes()[page.valuesFrom()] : 0;
    decoder.reset(
        page.bytes(), Math.min(page.valuesFrom() + 1, page.end()), page.end(), width & 0xff);
  }

  /** Reads indexes, each of them within the dictionary. */
  void read(int[] out, int at, int count) throws MalformedFileException {
    decoder.read(out, at, count);
    int outside = 0;
    int most = size - 1;
    for (int i = at; i < at + count; i++) {
      // Negative if the index is, or if it is too large.
      outside |= out[i] | (most - out[i]);
    }
    if (outside < 0) {
      throw new MalformedFileException("a value is not in its dictionary of " + size + " entries");
    }
  }

  void skip(int count) throws MalformedFileException {
    decoder.skip(count);
  }

  static <T> T require(@Nullable T dictionary) throws MalformedFileException {
    if (dictionary == null) {
      throw new MalformedFileException("a page needs a dictionary that is missing");
    }
    return dictionary;
  }

  /**
   * How many entries a dictionary has.
   *
   * @param smallest the number of bytes that an entry takes up at least
   */
  static int checkSize(DataPage page, int smallest) throws MalformedFileException {
    int bytes = page.end() - page.valuesFrom();
    if (smallest > 0 && page.count() > bytes / smallest) {
      throw new MalformedFileException(
          "a dictionary says that it has " + page.count() + " entries in " + bytes + " bytes");
    }
    return page.count();
  }
}
