/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * Data files to be read one after another, the first of them from a position on. Small files share
 * a split, so that a reader need not ask for each.
 *
 * @param files what is still to be read, in the order of the table's history; one at least
 * @param position the physical index of the next row in the first of them: counted before deletion
 *     vectors and filters, so that it means the same to every reader
 */
public record DeltaSharingSplit(List<SplitFile> files, long position) implements SourceSplit {

  public DeltaSharingSplit {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a split has one file at least");
    }
    if (position < 0) {
      throw new IllegalArgumentException("a row index is not negative: " + position);
    }
  }

  /** The last file's place: it stays the same while those before are finished. */
  @Override
  public String splitId() {
    return last().id();
  }

  /**
   * What is left of this split.
   *
   * @param finished so many of its files have been read
   * @param newPosition the next row of the file behind them
   */
  public DeltaSharingSplit at(int finished, long newPosition) {
    return new DeltaSharingSplit(files.subList(finished, files.size()), newPosition);
  }

  /**
   * The oldest time in it, in microseconds since the epoch; {@link Long#MIN_VALUE} if that is not
   * known of each file.
   */
  public long earliest() {
    return files.stream()
        .map(it -> it.file().earliest())
        .mapToLong(it -> it == null ? Long.MIN_VALUE : it)
        .min()
        .orElseThrow();
  }

  /** Flink logs this: paths within the table, no credential, no partition values. */
  @Override
  public String toString() {
    SplitFile first = files.get(0);
    String more =
        files.size() == 1 ? "" : " and " + (files.size() - 1) + " more files to " + splitId();
    return "DeltaSharingSplit["
        + first.id()
        + " "
        + first.file().path()
        + " from row "
        + position
        + more
        + "]";
  }

  private SplitFile last() {
    return files.get(files.size() - 1);
  }
}
