/* SPDX-License-Identifier: Apache-2.0 */
/** The sharing server as a process of its own. */
@NullMarked
package io.deltasharing.flink.e2e.sharing;

import org.jspecify.annotations.NullMarked;
