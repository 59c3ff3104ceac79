/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

/**
 * What is around a source.
 *
 * @param form how the job is written
 * @param parallelism of the whole job
 * @param objectReuse whether operators hand over the same object again
 */
public record Pipeline(Form form, int parallelism, boolean objectReuse) {

  /** How a read is put to work. */
  public enum Form {
    /** No Flink job: the reader alone. */
    READER,
    /** A source of the DataStream API, on the local disk. */
    STREAM,
    /** A table of SQL; ours is shared over S3, the peers' is on the local disk. */
    SQL
  }

  static Pipeline reader() {
    return new Pipeline(Form.READER, 1, true);
  }
}
