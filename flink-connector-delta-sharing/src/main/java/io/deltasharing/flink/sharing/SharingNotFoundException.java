/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;

/** 404: the server does not know the share, schema, table or endpoint. Fatal. */
public final class SharingNotFoundException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  SharingNotFoundException(String message) {
    super(message, null);
  }
}
