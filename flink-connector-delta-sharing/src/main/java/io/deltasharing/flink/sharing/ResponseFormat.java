/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

/** In whose words a server describes a table. */
public enum ResponseFormat {
  /** The Delta log's own actions: a table may use any Delta feature. */
  DELTA,
  /** The sharing protocol's simplified actions: a table of plain Parquet files. */
  PARQUET
}
