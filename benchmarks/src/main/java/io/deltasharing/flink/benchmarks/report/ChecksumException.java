/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import java.io.Serial;

/** Two contenders that read the same table did not read the same. */
public final class ChecksumException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  ChecksumException(String message) {
    super(message);
  }
}
