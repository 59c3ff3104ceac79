/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

/**
 * A part of an object.
 *
 * @param from offset of its first byte
 * @param length in bytes
 */
public record ByteRange(long from, int length) {
  public ByteRange {
    if (from < 0 || length < 0) {
      throw new IllegalArgumentException("no range: " + from + "+" + length);
    }
  }
}
