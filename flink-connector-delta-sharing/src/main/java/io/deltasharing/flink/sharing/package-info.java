/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Delta Sharing protocol as a recipient speaks it: the profile, the REST calls, and what their
 * answers and errors mean. Knows neither Flink nor Hadoop, nor what becomes of the credentials it
 * fetches. {@link io.deltasharing.flink.sharing.SharingClient} is the door.
 */
@NullMarked
package io.deltasharing.flink.sharing;

import org.jspecify.annotations.NullMarked;
