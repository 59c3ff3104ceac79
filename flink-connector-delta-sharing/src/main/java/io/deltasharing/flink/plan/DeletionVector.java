/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows deleted from a data file are written down, as the Delta protocol's deletion vector
 * descriptor says it.
 *
 * @param storageType {@code u} relative with a random name, {@code p} an absolute path, {@code i}
 *     inline
 * @param pathOrInline by storage type: encoded name, path or the data itself
 * @param offset in bytes into the file; null for inline ones
 * @param sizeInBytes of the serialized vector
 * @param cardinality the number of rows deleted
 */
public record DeletionVector(
    String storageType,
    String pathOrInline,
    @Nullable Integer offset,
    int sizeInBytes,
    long cardinality)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Tells two vectors of the same data file apart. */
  public String id() {
    return storageType + pathOrInline + (offset == null ? "" : "@" + offset);
  }
}
