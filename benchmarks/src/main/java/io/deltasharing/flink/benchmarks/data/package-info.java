/* SPDX-License-Identifier: Apache-2.0 */
/** What is read: tables made from nothing but a seed, and where they are. */
@NullMarked
package io.deltasharing.flink.benchmarks.data;

import org.jspecify.annotations.NullMarked;
