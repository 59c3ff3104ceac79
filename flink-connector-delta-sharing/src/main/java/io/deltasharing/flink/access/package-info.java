/* SPDX-License-Identifier: Apache-2.0 */
/** Where sharing and credentials meet: how the storage of a shared table is reached. */
@NullMarked
package io.deltasharing.flink.access;

import org.jspecify.annotations.NullMarked;
