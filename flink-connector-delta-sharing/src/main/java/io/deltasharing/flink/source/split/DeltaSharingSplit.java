/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A data file to be read from a position on.
 *
 * @param origin where in the table's history it was planned
 * @param position the physical index of the next row: counted before deletion vectors and filters,
 *     so that it means the same to every reader
 */
public record DeltaSharingSplit(SplitOrigin origin, DataFile file, long position)
    implements SourceSplit {

  public DeltaSharingSplit {
    if (position < 0) {
      throw new IllegalArgumentException("a row index is not negative: " + position);
    }
  }

  @Override
  public String splitId() {
    return origin.id();
  }

  public DeltaSharingSplit at(long newPosition) {
    return new DeltaSharingSplit(origin, file, newPosition);
  }

  /** Flink logs this: the path within the table, no credential, no partition values. */
  @Override
  public String toString() {
    return "DeltaSharingSplit[" + origin.id() + " " + file.path() + " from row " + position + "]";
  }
}
