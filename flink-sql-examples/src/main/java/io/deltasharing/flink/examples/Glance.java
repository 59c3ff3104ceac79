/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

/**
 * What there is to see at one moment.
 *
 * @param rowsPerSecond lately
 * @param written rows that the writer wrote
 * @param version the table's latest
 */
record Glance(
    Arrivals arrivals, long rowsPerSecond, long written, long version, Credential credential) {}
