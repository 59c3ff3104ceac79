/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

/** How much a bounded read reads: bytes of data files, and how many of those there are. */
record ReadVolume(long bytes, long files) {
  static final ReadVolume NOTHING = new ReadVolume(0, 0);

  /** What opening a file costs, in the bytes that could be read meanwhile. */
  private static final long OPENING_BYTES = 4L << 20;

  ReadVolume {
    // A server may say anything.
    bytes = Math.max(0, bytes);
    files = Math.max(0, files);
  }

  ReadVolume plus(long moreBytes, long moreFiles) {
    return new ReadVolume(bytes + moreBytes, files + moreFiles);
  }

  /**
   * So many tasks that each has enough to do, and no more than there are files; one at least.
   *
   * @param bytesPerTask as many as one task should read
   * @param most so many tasks at most
   */
  int tasks(long bytesPerTask, int most) {
    long opening = files > Long.MAX_VALUE / OPENING_BYTES ? Long.MAX_VALUE : files * OPENING_BYTES;
    long weight = Math.max(bytes, opening);
    long enough = Math.max(1, bytesPerTask);
    long tasks = weight / enough + (weight % enough == 0 ? 0 : 1);
    return (int) Math.max(1, Math.min(Math.min(tasks, files), most));
  }

  @Override
  public String toString() {
    return files + " files of " + bytes + " bytes";
  }
}
