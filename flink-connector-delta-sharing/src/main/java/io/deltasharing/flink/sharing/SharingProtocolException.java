/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/**
 * A complete answer that makes no sense by the protocol, or one that must not be followed. Fatal.
 */
public final class SharingProtocolException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  SharingProtocolException(String message) {
    super(message, null);
  }
}
