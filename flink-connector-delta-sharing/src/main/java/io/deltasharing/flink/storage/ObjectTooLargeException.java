/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.StorageLocation;
import java.io.Serial;

/** An object that is read whole is larger than any honest one. */
public final class ObjectTooLargeException extends LastingStorageException {
  @Serial private static final long serialVersionUID = 1L;

  ObjectTooLargeException(StorageLocation object, int limit) {
    super(
        "'"
            + object
            + "' has more than "
            + limit
            + " bytes; a file of a log that large is not read. Tell the table's provider.",
        null);
  }
}
