/* SPDX-License-Identifier: Apache-2.0 */
/** The source: FLIP-27 wiring, and the place where all rooms below are put together. */
@NullMarked
package io.deltasharing.flink.source;

import org.jspecify.annotations.NullMarked;
