/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Values that must not be printed. Its own room, because {@code sharing} and {@code credentials}
 * both hold secrets and must not know each other.
 */
@NullMarked
package io.deltasharing.flink.secret;

import org.jspecify.annotations.NullMarked;
