/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import java.util.Locale;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The tables that there are. */
public enum Dataset {
  LINEITEM_SNAPPY(CompressionCodecName.SNAPPY),
  LINEITEM_ZSTD(CompressionCodecName.ZSTD),

  /** Three in ten values are null. */
  SPARSE_SNAPPY(CompressionCodecName.SNAPPY),

  /** The files of {@link #LINEITEM_SNAPPY}, one in ten of their rows deleted by vectors. */
  DELETED_SNAPPY(CompressionCodecName.SNAPPY),

  /**
   * The files of {@link #LINEITEM_SNAPPY}, each under four names: for jobs that would otherwise be
   * over before they have well begun.
   */
  REPEATED_SNAPPY(CompressionCodecName.SNAPPY),

  ORDERS_SNAPPY(CompressionCodecName.SNAPPY);

  private static final int NULLS_PER_HUNDRED = 30;

  /** Nested rows are larger. */
  private static final int FEWER = 4;

  private static final int REPEATED = 4;

  private final CompressionCodecName codec;

  Dataset(CompressionCodecName codec) {
    this.codec = codec;
  }

  /** The name of its directory and of its table. */
  public String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it is shared. */
  public String tableName() {
    return "bench.tables." + directory();
  }

  public RowType rowType() {
    return rows().rowType();
  }

  CompressionCodecName codec() {
    return codec;
  }

  Rows rows() {
    return switch (this) {
      case ORDERS_SNAPPY -> new Orders();
      case SPARSE_SNAPPY -> new Lineitem(NULLS_PER_HUNDRED);
      default -> new Lineitem(0);
    };
  }

  /** How many names each of its files has. */
  int names() {
    return this == REPEATED_SNAPPY ? REPEATED : 1;
  }

  /** How many rows its files have. */
  long size(long lineitems) {
    return this == ORDERS_SNAPPY ? lineitems / FEWER : lineitems * names();
  }
}
