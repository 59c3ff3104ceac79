/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * How files are read.
 *
 * @param batchRows so many rows are decoded at a time, unless they are large
 * @param wholeFileBytes a file no longer than this is read by one request
 * @param tailBytes so much of the end of a longer one is read to have its footer
 * @param gapBytes columns no farther from each other are read by one request, and what is between
 *     them is thrown away
 * @param prefetchBytes the next row group is read while this one is decoded, unless the two are
 *     larger than this; 0 never
 */
public record ScanSettings(
    int batchRows, int wholeFileBytes, int tailBytes, int gapBytes, long prefetchBytes) {
  public static final ScanSettings DEFAULT =
      new ScanSettings(2048, 1 << 20, 64 << 10, 512 << 10, 128L << 20);

  public ScanSettings {
    if (batchRows <= 0
        || wholeFileBytes < 0
        || tailBytes < 16
        || gapBytes < 0
        || prefetchBytes < 0) {
      throw new IllegalArgumentException("settings out of range");
    }
  }

  /** The same with another budget for what is read ahead, in bytes. */
  public ScanSettings withPrefetchBytes(long bytes) {
    return new ScanSettings(batchRows, wholeFileBytes, tailBytes, gapBytes, bytes);
  }
}
