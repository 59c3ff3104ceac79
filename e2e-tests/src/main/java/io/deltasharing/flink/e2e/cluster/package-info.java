/* SPDX-License-Identifier: Apache-2.0 */
/** A Flink cluster of separate JVMs. */
@NullMarked
package io.deltasharing.flink.e2e.cluster;

import org.jspecify.annotations.NullMarked;
