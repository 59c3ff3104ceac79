/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

/** A flat column of {@link Lineitem}. */
public record Column(String name, Kind kind) {}
