/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.kernel.RowValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches whose arrays serve again, and those whose do not. */
class ReleasedBatchTest {
  private static final ScanSettings SMALL =
      new ScanSettings(7, 1 << 20, 64 << 10, 512 << 10, 128L << 20);

  private static final int ROWS = 300;
  private static final List<TestColumn> COLUMNS = TestColumns.flat();

  private final TableDefinition table = WrittenFile.table(COLUMNS);
  private final RowType type = ReadFile.rowType(table);

  @ParameterizedTest
  @EnumSource(WrittenFile.Encoded.class)
  void rowsThatAreNotReleasedStayWhileOthersAreRead(WrittenFile.Encoded encoded)
      throws IOException {
    WrittenFile file = write(encoded);
    List<RowBatch> kept = new ArrayList<>();
    List<List<@Nullable Object>> expected = ReadFile.byOurs(table, file.bytes());
    try (FileRows rows = open(file)) {
      int read = 0;
      for (Optional<RowBatch> next = rows.next(); next.isPresent(); next = rows.next()) {
        if (read++ % 3 == 0) {
          // Twice is once: otherwise two batches that follow would share its arrays.
          next.get().release();
          next.get().release();
        } else {
          kept.add(next.get());
        }
      }
    }
    assertThat(kept).hasSizeGreaterThan(8);
    for (RowBatch batch : kept) {
      for (int i = 0; i < batch.size(); i++) {
        assertThat(RowValues.of(batch.row(i), type))
            .isEqualTo(expected.get((int) batch.position(i)));
      }
    }
  }

  /** If it were not garbled, no test would notice that somebody looks at what was released. */
  @Test
  void rowsThatAreReleasedAreGarbled() throws IOException {
    try (FileRows rows = open(write(WrittenFile.Encoded.PLAIN))) {
      RowBatch batch = rows.next().orElseThrow();
      List<@Nullable Object> before = RowValues.of(batch.row(0), type);
      batch.release();
      assertThat(RowValues.of(batch.row(0), type)).isNotEqualTo(before);
    }
  }

  private FileRows open(WrittenFile file) throws IOException {
    return ReadFile.ours(table, ReadFile.storage(file.bytes()), SMALL)
        .open(ReadFile.file(file.bytes()), 0);
  }

  private static WrittenFile write(WrittenFile.Encoded encoded) throws IOException {
    return WrittenFile.write(
        COLUMNS,
        ROWS,
        encoded,
        CompressionCodecName.SNAPPY,
        WrittenFile.Nulls.SOME,
        WrittenFile.Sizes.MANY_PAGES,
        1);
  }
}
