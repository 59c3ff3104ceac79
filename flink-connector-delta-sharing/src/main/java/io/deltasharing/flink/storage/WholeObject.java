/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

/**
 * A small object, read whole.
 *
 * @param bytes its content; not copied, not to be changed
 * @param modifiedAt in milliseconds since the epoch, by the store's clock, which may count whole
 *     seconds only
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each commit would cost
public record WholeObject(byte[] bytes, long modifiedAt) {}
