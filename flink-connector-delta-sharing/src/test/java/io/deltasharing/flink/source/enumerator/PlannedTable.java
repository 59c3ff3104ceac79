/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.source.split.Splits;
import java.util.List;
import java.util.stream.IntStream;

/** Versions of a table with so many files each. */
final class PlannedTable {
  static final TableDefinition DEFINITION = definition("id-1");

  private PlannedTable() {}

  static TableDefinition definition(String tableId) {
    return new TableDefinition(tableId, "{}", List.of(), "none");
  }

  static TableSnapshot snapshot(long version) {
    return new TableSnapshot(version, Splits.TIMESTAMP, DEFINITION);
  }

  static Commit commit(long version, int files) {
    return Commit.append(version, Splits.TIMESTAMP, files("c" + version, files));
  }

  static List<DataFile> files(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Splits.file(name + "-" + i + ".parquet"))
        .toList();
  }
}
