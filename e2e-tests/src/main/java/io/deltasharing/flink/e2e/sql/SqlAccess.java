/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

/** Opens sessions with a cluster. */
public interface SqlAccess extends AutoCloseable {

  /** A new session, with the tables of no other. */
  SqlSession open(RuntimeMode mode);

  /** What it is, for the report: {@code gateway} or {@code program}. */
  String kind();

  @Override
  void close();
}
