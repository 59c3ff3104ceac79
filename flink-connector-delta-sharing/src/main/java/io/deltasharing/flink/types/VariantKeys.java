/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

/** The keys of a variant's objects, by number: what its metadata are. */
final class VariantKeys {
  private static final int VERSION_MASK = 0x0F;
  private static final int VERSION = 1;
  private static final int WIDTH_SHIFT = 6;

  private final VariantBytes bytes;
  private final int width;
  private final int count;

  VariantKeys(byte[] metadata) {
    this.bytes = new VariantBytes(metadata);
    int header = bytes.octet(0);
    if ((header & VERSION_MASK) != VERSION) {
      throw VariantException.broken(
          "its metadata are of version " + (header & VERSION_MASK) + ", and not of version 1");
    }
    this.width = (header >> WIDTH_SHIFT) + 1;
    this.count = bytes.unsigned(1, width);
    bytes.require(0, texts());
  }

  void require(int key) {
    if (key >= count) {
      throw VariantException.broken("it has no key of the number " + key);
    }
  }

  String key(int key) {
    require(key);
    int begin = offset(key);
    int end = offset(key + 1);
    return bytes.text(texts() + begin, end - begin);
  }

  private int offset(int key) {
    return bytes.unsigned(1 + width * (1L + key), width);
  }

  /** Behind the header, the number of keys, and where each and the end of the last are. */
  private long texts() {
    return 1 + width * (2L + count);
  }
}
