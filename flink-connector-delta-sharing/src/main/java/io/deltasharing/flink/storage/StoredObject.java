/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.StorageLocation;

/**
 * An object as a listing shows it.
 *
 * @param length in bytes
 * @param modifiedAt in milliseconds since the epoch, by the store's clock
 */
public record StoredObject(StorageLocation location, long length, long modifiedAt) {}
