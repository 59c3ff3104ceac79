/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/** Copies within what was decompressed so far. */
final class BackReference {
  private BackReference() {}

  /**
   * Repeats bytes of before, which may run into those that it writes.
   *
   * @param at where to; {@code distance} bytes before it stand in {@code out}
   * @param distance positive
   * @param limit where {@code out} ends; what lies between the copy's end and it may be overwritten
   */
  static void copy(byte[] out, int at, int distance, int length, int limit) {
    int end = at + length;
    int to = at;
    int from = at - distance;
    if (distance < Long.BYTES) {
      // Once so much of the pattern stands there, its last whole repetitions are far enough away.
      int apart = distance * ((Long.BYTES + distance - 1) / distance);
      int single = Math.min(end, at + apart - distance);
      while (to < single) {
        out[to++] = out[from++];
      }
      from = to - apart;
    }
    if (end <= limit - Long.BYTES) {
      for (; to < end; to += Long.BYTES, from += Long.BYTES) {
        LittleEndian.putLong(out, to, LittleEndian.getLong(out, from));
      }
    } else {
      while (to < end) {
        out[to++] = out[from++];
      }
    }
  }
}
