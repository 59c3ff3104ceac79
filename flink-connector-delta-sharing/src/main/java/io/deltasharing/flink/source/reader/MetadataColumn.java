/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.RowTracking;
import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.source.split.SplitFile;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/** What can be said of a row besides its columns. */
public enum MetadataColumn {
  /** The version that brought the row; of a snapshot's rows, the snapshot's. */
  COMMIT_VERSION("_commit_version", new BigIntType(false)) {
    @Override
    Object valueOf(SplitFile file, long row, @Nullable Long kept) {
      return file.origin().version();
    }
  },

  /** When that version was committed. */
  COMMIT_TIMESTAMP("_commit_timestamp", new LocalZonedTimestampType(false, 3)) {
    @Override
    Object valueOf(SplitFile file, long row, @Nullable Long kept) {
      return TimestampData.fromEpochMillis(file.timestamp());
    }
  },

  /** The file that holds the row, as the table's log names it: never a URL with a signature. */
  FILE_PATH("_file_path", new VarCharType(false, VarCharType.MAX_LENGTH)) {
    @Override
    Object valueOf(SplitFile file, long row, @Nullable Long kept) {
      return StringData.fromString(file.file().path());
    }
  },

  /** The row's place in that file, from 0 on; deleted rows count. */
  ROW_INDEX("_row_index", new BigIntType(false)) {
    @Override
    Object valueOf(SplitFile file, long row, @Nullable Long kept) {
      return row;
    }
  },

  /**
   * The row's id, which it keeps when it is moved or updated. Null where the log gives the file's
   * rows none.
   */
  ROW_ID("_row_id", new BigIntType(true)) {
    @Override
    @Nullable Object valueOf(SplitFile file, long row, @Nullable Long kept) {
      RowTracking log = file.file().rowTracking();
      return kept != null || log == null ? kept : idOf(file, log, row);
    }

    @Override
    public Optional<String> keptIn(RowTrackingColumns columns) {
      return Optional.of(columns.rowId());
    }
  },

  /**
   * The version that brought the row or changed it last, which it keeps when it is moved. Null
   * where the log says nothing of the file's rows.
   */
  ROW_COMMIT_VERSION("_row_commit_version", new BigIntType(true)) {
    @Override
    @Nullable Object valueOf(SplitFile file, long row, @Nullable Long kept) {
      RowTracking log = file.file().rowTracking();
      return kept != null || log == null ? kept : Long.valueOf(log.commitVersion());
    }

    @Override
    public Optional<String> keptIn(RowTrackingColumns columns) {
      return Optional.of(columns.commitVersion());
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

  /** Whether it needs row tracking, and files may keep it. */
  public boolean isTracked() {
    return this == ROW_ID || this == ROW_COMMIT_VERSION;
  }

  /**
   * The column of files in which rows that were moved or updated keep it, if it is tracked.
   *
   * @param columns of the table
   */
  public Optional<String> keptIn(RowTrackingColumns columns) {
    return Optional.empty();
  }

  /**
   * Flink's internal value.
   *
   * @param row its physical index
   * @param kept what the file itself says, if it is tracked; null if nothing
   */
  abstract @Nullable Object valueOf(SplitFile file, long row, @Nullable Long kept);

  private static Long idOf(SplitFile file, RowTracking log, long row) {
    try {
      return log.idOf(row);
    } catch (ArithmeticException e) {
      throw new PlanningException(
          "The log gives the first row of '"
              + file.file().path()
              + "' the id "
              + log.baseRowId()
              + ", which leaves none for its row "
              + row
              + ". Tell the table's provider.",
          e);
    }
  }
}
