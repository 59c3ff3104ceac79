/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.io.Serial;

/**
 * A file is not what it says that it is. The message says what is wrong in it; whoever knows the
 * file's name adds it.
 */
final class MalformedFileException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  MalformedFileException(String message) {
    super(message);
  }

  MalformedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
