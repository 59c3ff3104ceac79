/* SPDX-License-Identifier: Apache-2.0 */
/** The packaged jar, from the outside. */
@NullMarked
package io.deltasharing.flink.onejar;

import org.jspecify.annotations.NullMarked;
