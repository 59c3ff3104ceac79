/* SPDX-License-Identifier: Apache-2.0 */
/** When to plan, whom to assign, whom to tell of credentials. */
@NullMarked
package io.deltasharing.flink.source.enumerator;

import org.jspecify.annotations.NullMarked;
