/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/** Any other 4xx: the server refuses the request as such, or cannot serve it. Fatal. */
public final class SharingRequestException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  SharingRequestException(String message) {
    super(message, null);
  }
}
