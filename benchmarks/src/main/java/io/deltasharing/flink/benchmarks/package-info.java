/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The connector against its peers on the same files: what is measured, by whom, and the targets.
 */
@NullMarked
package io.deltasharing.flink.benchmarks;

import org.jspecify.annotations.NullMarked;
