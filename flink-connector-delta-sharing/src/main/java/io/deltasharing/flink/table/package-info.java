/* SPDX-License-Identifier: Apache-2.0 */
/** The connector as SQL sees it: options and abilities. */
@NullMarked
package io.deltasharing.flink.table;

import org.jspecify.annotations.NullMarked;
