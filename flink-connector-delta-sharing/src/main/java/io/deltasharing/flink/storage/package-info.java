/* SPDX-License-Identifier: Apache-2.0 */
/** The bytes of a shared table: small objects, listings and ranges, by location. */
@NullMarked
package io.deltasharing.flink.storage;

import org.jspecify.annotations.NullMarked;
