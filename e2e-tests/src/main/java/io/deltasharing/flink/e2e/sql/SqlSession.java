/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

import io.deltasharing.flink.e2e.process.Failure;
import java.util.List;

/** A session of SQL with a cluster. Each method throws {@link Failure} with what Flink said. */
public interface SqlSession extends AutoCloseable {

  /** Sets an option of Flink for the statements that follow. */
  void set(String key, String value);

  /** Ends {@link #set}. */
  void reset(String key);

  /** Runs a statement that starts no job. */
  void execute(String statement);

  /**
   * Starts an INSERT.
   *
   * @return the job's id
   */
  String submit(String insert);

  /** Runs a SELECT that ends; each row's fields as texts. */
  List<List<String>> query(String select);

  @Override
  void close();
}
