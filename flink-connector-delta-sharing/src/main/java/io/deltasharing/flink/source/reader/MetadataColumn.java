/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.SplitFile;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/** What can be said of a row besides its columns. */
public enum MetadataColumn {
  /** The version that brought the row; of a snapshot's rows, the snapshot's. */
  COMMIT_VERSION("_commit_version", new BigIntType(false)) {
    @Override
    Object valueOf(SplitFile file, long row) {
      return file.origin().version();
    }
  },

  /** When that version was committed. */
  COMMIT_TIMESTAMP("_commit_timestamp", new LocalZonedTimestampType(false, 3)) {
    @Override
    Object valueOf(SplitFile file, long row) {
      return TimestampData.fromEpochMillis(file.timestamp());
    }
  },

  /** The file that holds the row, as the table's log names it: never a URL with a signature. */
  FILE_PATH("_file_path", new VarCharType(false, VarCharType.MAX_LENGTH)) {
    @Override
    Object valueOf(SplitFile file, long row) {
      return StringData.fromString(file.file().path());
    }
  },

  /** The row's place in that file, from 0 on; deleted rows count. */
  ROW_INDEX("_row_index", new BigIntType(false)) {
    @Override
    Object valueOf(SplitFile file, long row) {
      return row;
    }
  };

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // Flink's types are, they only do not say so
  private final LogicalType type;

  MetadataColumn(String key, LogicalType type) {
    this.key = key;
    this.type = type;
  }

  /** Its name in SQL: {@code METADATA FROM '<key>'}. */
  public String key() {
    return key;
  }

  public LogicalType type() {
    return type;
  }

  public static Optional<MetadataColumn> of(String key) {
    return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
  }

  /** Flink's internal value. */
  abstract Object valueOf(SplitFile file, long row);
}
