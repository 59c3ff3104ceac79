/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletionVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits and files to test with. */
public final class Splits {
  public static final DeletionVector ON_DISK = new DeletionVector("u", "ab^-aqEH.-t@S}K", 1, 36, 2);
  public static final DeletionVector INLINE =
      new DeletionVector("i", "wi5b=000010000", null, 40, 6);

  /** When all versions were committed. */
  public static final long TIMESTAMP = 1_000;

  private Splits() {}

  /** A file of one row group's worth of nothing: only its name and size matter. */
  public static DataFile file(String path) {
    return new DataFile(path, 1000, Map.of(), null);
  }

  public static DataFile file(String path, @Nullable DeletionVector vector) {
    return new DataFile(path, 1000, Map.of(), vector);
  }

  public static DataFile partitioned(String path, String column, @Nullable String value) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put(column, value);
    return new DataFile(path, 1000, values, null);
  }

  public static DeltaSharingSplit ofSnapshot(long version, int index) {
    return of(
        SplitOrigin.snapshot(version, index), file("s" + version + "-" + index + ".parquet"), 0);
  }

  public static DeltaSharingSplit ofCommit(long version, int index) {
    return of(
        SplitOrigin.commit(version, index), file("c" + version + "-" + index + ".parquet"), 0);
  }

  /** A split of one file. */
  public static DeltaSharingSplit of(SplitOrigin origin, DataFile file, long position) {
    return new DeltaSharingSplit(List.of(new SplitFile(origin, TIMESTAMP, file)), position);
  }
}
