/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import io.deltasharing.flink.benchmarks.data.Dataset;

/** Who reads. */
public enum Contender {
  OURS("ours", "ours"),

  /** The connector as it is, from the embedded server's store, in a process of its own. */
  OURS_S3("ours over S3", "ours"),

  /** Ours, on the same files without their deletion vectors. */
  OURS_UNDELETED("ours, none deleted", "ours"),

  /** Delta Kernel's reader, as the connector falls back on it. */
  KERNEL("Kernel", "delta"),

  /** Flink's filesystem connector and the reader in it. */
  FLINK("Flink", "flink"),

  /** The same, from the store that ours reads from, by the same S3A client. */
  FLINK_S3("Flink over S3", "flink"),

  ICEBERG("Iceberg", "iceberg"),
  PAIMON("Paimon", "paimon"),

  /** DuckDB, adding up in its own engine. */
  DUCKDB("DuckDB", "duckdb");

  private final String label;
  private final String product;

  Contender(String label, String product) {
    this.label = label;
    this.product = product;
  }

  public String label() {
    return label;
  }

  /** Whose version it has, by its key in {@code versions.properties}. */
  public String product() {
    return product;
  }

  /** What it reads where a scenario says this. */
  public Dataset data(Dataset scenarios) {
    return this == OURS_UNDELETED ? Dataset.LINEITEM_SNAPPY : scenarios;
  }

  /** Whether it can do without a sharing server. */
  public boolean isLocal(Pipeline.Form form) {
    return this != OURS_S3 && this != FLINK_S3 && (this != OURS || form != Pipeline.Form.SQL);
  }
}
