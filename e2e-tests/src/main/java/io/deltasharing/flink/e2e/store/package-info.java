/* SPDX-License-Identifier: Apache-2.0 */
/** Stores as processes of their own, which can be killed, stopped and started again. */
@NullMarked
package io.deltasharing.flink.e2e.store;

import org.jspecify.annotations.NullMarked;
