/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.sql;

/** Flink's execution.runtime-mode. */
public enum RuntimeMode {
  STREAMING,
  BATCH
}
