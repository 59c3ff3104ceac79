/* SPDX-License-Identifier: Apache-2.0 */
/** What is done to a running cluster, and what has to come of it. */
@NullMarked
package io.deltasharing.flink.e2e.scenario;

import org.jspecify.annotations.NullMarked;
