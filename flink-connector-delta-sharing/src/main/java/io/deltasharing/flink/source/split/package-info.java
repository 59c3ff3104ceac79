/* SPDX-License-Identifier: Apache-2.0 */
/** The unit of work and its form in checkpoints. */
@NullMarked
package io.deltasharing.flink.source.split;

import org.jspecify.annotations.NullMarked;
