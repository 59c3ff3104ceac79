/* SPDX-License-Identifier: Apache-2.0 */
/** One data file to rows. */
@NullMarked
package io.deltasharing.flink.read;

import org.jspecify.annotations.NullMarked;
