/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

/**
 * A part of a data file: those of its row groups that begin in it. A file's sections can be told
 * apart without a look at the file, and each of its row groups is in one of them.
 *
 * @param from the first offset that belongs to it, in bytes
 * @param to the first one behind it
 */
public record FileSection(long from, long to) {
  public static final FileSection WHOLE = new FileSection(0, Long.MAX_VALUE);

  public FileSection {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("not a section: " + from + " to " + to);
    }
  }

  /** Whether something that begins at an offset is in it. */
  public boolean has(long offset) {
    return from <= offset && offset < to;
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }
}
