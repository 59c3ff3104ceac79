/* SPDX-License-Identifier: Apache-2.0 */
/** Fetches rows of splits and emits them. */
@NullMarked
package io.deltasharing.flink.source.reader;

import org.jspecify.annotations.NullMarked;
