/* SPDX-License-Identifier: Apache-2.0 */
/** The programs {@code bin/e2e} and {@code bin/soak}. */
@NullMarked
package io.deltasharing.flink.e2e;

import org.jspecify.annotations.NullMarked;
