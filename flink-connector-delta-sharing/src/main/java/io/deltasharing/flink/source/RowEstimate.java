/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.util.OptionalLong;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * How many rows are in so many bytes of Parquet, for the planner to tell a large table from a small
 * one. It may well be wrong by a factor of three.
 */
final class RowEstimate {
  private static final long NESTED = 32;
  private static final long TEXT = 12;

  private RowEstimate() {}

  /** Empty if the server does not say, or says nonsense. */
  static OptionalLong rows(RowType columns, OptionalLong bytes) {
    return bytes.isEmpty() || bytes.getAsLong() < 0
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.getAsLong() / Math.max(1, bytesOf(columns)));
  }

  private static long bytesOf(RowType columns) {
    return columns.getChildren().stream().mapToLong(RowEstimate::bytesOf).sum();
  }

  /** Encoded and compressed, as far as one can say. */
  private static long bytesOf(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN, TINYINT -> 1;
      case SMALLINT, DATE -> 2;
      case INTEGER, FLOAT -> 3;
      case BIGINT, DOUBLE, DECIMAL, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          6;
      case VARCHAR, VARBINARY, CHAR, BINARY -> TEXT;
      default -> NESTED;
    };
  }
}
