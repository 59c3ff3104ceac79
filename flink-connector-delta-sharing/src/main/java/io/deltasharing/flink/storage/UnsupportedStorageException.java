/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.Serial;

/** A table lies in a store that the connector cannot read. */
public final class UnsupportedStorageException extends LastingStorageException {
  @Serial private static final long serialVersionUID = 1L;

  UnsupportedStorageException(String message) {
    super(message, null);
  }
}
