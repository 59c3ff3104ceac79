/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.IOException;
import java.io.Serial;

/** A body went on beyond what its reader was ready to take. */
final class BodyTooLargeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  BodyTooLargeException(int limit) {
    super("longer than " + limit + " bytes");
  }
}
