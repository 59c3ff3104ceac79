/* SPDX-License-Identifier: Apache-2.0 */
/** One contender's read of one table, in a JVM of its own. */
@NullMarked
package io.deltasharing.flink.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
