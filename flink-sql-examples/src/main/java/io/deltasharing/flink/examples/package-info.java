/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The quick start: a shared Delta table that grows, its sharing server and a local Flink that
 * streams it, all in one JVM.
 */
@NullMarked
package io.deltasharing.flink.examples;

import org.jspecify.annotations.NullMarked;
