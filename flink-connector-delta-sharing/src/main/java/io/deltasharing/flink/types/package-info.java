/* SPDX-License-Identifier: Apache-2.0 */
/** Delta's types and Flink's. */
@NullMarked
package io.deltasharing.flink.types;

import org.jspecify.annotations.NullMarked;
