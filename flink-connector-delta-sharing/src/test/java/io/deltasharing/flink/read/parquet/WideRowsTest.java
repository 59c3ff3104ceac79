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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of which a batch of the usual length would fill the memory. */
class WideRowsTest {
  private static final int BYTES = 1 << 20;
  private static final int ROWS = 40;
  private static final int MOST_ROWS = 16;
  private static final TestColumn DOCUMENT =
      new TestColumn(
          "document",
          "%s binary NAME (STRING)",
          "\"string\"",
          random -> String.valueOf((char) ('a' + random.nextInt(26))).repeat(BYTES),
          true);

  @ParameterizedTest
  @EnumSource(
      value = WrittenFile.Encoded.class,
      names = {"PLAIN", "DELTA_V2"})
  void comeInShorterBatches(WrittenFile.Encoded encoded) throws IOException {
    WrittenFile file =
        WrittenFile.write(
            List.of(DOCUMENT),
            ROWS,
            encoded,
            CompressionCodecName.UNCOMPRESSED,
            WrittenFile.Nulls.NEVER,
            WrittenFile.Sizes.ONE_PAGE,
            1);
    TableDefinition table = WrittenFile.table(List.of(DOCUMENT));
    RowType type = ReadFile.rowType(table);
    List<List<@Nullable Object>> read = new ArrayList<>();
    List<Integer> batches = new ArrayList<>();
    try (FileRows rows =
        ReadFile.ours(table, ReadFile.storage(file.bytes()), ScanSettings.DEFAULT)
            .open(ReadFile.file(file.bytes()), 0)) {
      for (Optional<RowBatch> next = rows.next(); next.isPresent(); next = rows.next()) {
        RowBatch batch = next.get();
        batches.add(batch.size());
        for (int i = 0; i < batch.size(); i++) {
          read.add(RowValues.of(batch.row(i), type));
        }
        batch.release();
      }
    }
    assertThat(read).isEqualTo(file.rows());
    assertThat(batches).allMatch(it -> it <= MOST_ROWS);
  }
}
