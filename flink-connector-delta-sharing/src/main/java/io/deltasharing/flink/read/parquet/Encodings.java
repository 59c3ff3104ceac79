/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/** What can be wrong with how the values of a page are encoded. */
final class Encodings {
  private Encodings() {}

  static MalformedFileException unknown(DataPage page, String type) {
    return new MalformedFileException(
        "values of type " + type + " are encoded by " + page.encoding() + ", which is not known");
  }

  static MalformedFileException tooFew() {
    return new MalformedFileException("a page has fewer values than it says");
  }
}
