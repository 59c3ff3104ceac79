/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** The failure that ends a read, in words for whoever looks into the job's exceptions. */
final class FailedRead {

  private FailedRead() {}

  /**
   * The exception to throw.
   *
   * @param table share.schema.table
   * @param failure null where an answer was missing
   */
  static FlinkRuntimeException of(String table, @Nullable Throwable failure) {
    return new FlinkRuntimeException(
        "Reading the shared table " + table + " failed: " + messageOf(failure), failure);
  }

  private static String messageOf(@Nullable Throwable failure) {
    return failure == null ? "nothing was found" : String.valueOf(failure.getMessage());
  }
}
