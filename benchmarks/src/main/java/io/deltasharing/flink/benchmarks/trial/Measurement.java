/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

/**
 * What a trial found out, for one pass over the table, on average over those that were measured.
 *
 * @param wallMillis time on the clock
 * @param cpuMillis time of all processors, user's and system's, of the whole process
 * @param rows that came out
 * @param sum over all their fields
 * @param requests GETs that the store answered; 0 if there is none
 * @param passes how many were measured
 */
public record Measurement(
    double wallMillis, double cpuMillis, long rows, long sum, double requests, int passes) {}
