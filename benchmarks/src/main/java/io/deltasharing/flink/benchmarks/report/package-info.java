/* SPDX-License-Identifier: Apache-2.0 */
/** What came out, in figures and in words. */
@NullMarked
package io.deltasharing.flink.benchmarks.report;

import org.jspecify.annotations.NullMarked;
