/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Files that were left out because none of their rows is wanted.
 *
 * @param bytes of all of them
 * @param newest the highest of their lowest times in the watermark's column, in microseconds; null
 *     if none is known
 */
public record SkippedFiles(long byPartition, long byStatistics, long bytes, @Nullable Long newest) {
  public static final SkippedFiles NONE = new SkippedFiles(0, 0, 0, null);

  /** Those of some files that are left out. */
  static SkippedFiles of(Collection<DataFile> files) {
    SkippedFiles skipped = NONE;
    for (DataFile file : files) {
      skipped = skipped.with(file);
    }
    return skipped;
  }

  /** With another file, if that is left out. */
  SkippedFiles with(DataFile file) {
    return switch (file.facts().skip()) {
      case NOT -> this;
      case BY_PARTITION ->
          new SkippedFiles(byPartition + 1, byStatistics, bytes + file.size(), later(file));
      case BY_STATISTICS ->
          new SkippedFiles(byPartition, byStatistics + 1, bytes + file.size(), later(file));
    };
  }

  public long files() {
    return byPartition + byStatistics;
  }

  private @Nullable Long later(DataFile file) {
    Long time = file.earliest();
    return time == null || (newest != null && newest > time) ? newest : time;
  }
}
