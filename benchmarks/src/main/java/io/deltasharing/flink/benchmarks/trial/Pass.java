/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

/** One read of a table, ready to be repeated. */
interface Pass extends AutoCloseable {

  /** Reads it all. */
  ReadSum run() throws Exception;

  @Override
  default void close() throws Exception {}
}
