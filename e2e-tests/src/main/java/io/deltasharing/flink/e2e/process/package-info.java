/* SPDX-License-Identifier: Apache-2.0 */
/** Processes of their own, started, killed, stopped and waited for. */
@NullMarked
package io.deltasharing.flink.e2e.process;

import org.jspecify.annotations.NullMarked;
