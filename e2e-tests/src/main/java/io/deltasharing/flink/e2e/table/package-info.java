/* SPDX-License-Identifier: Apache-2.0 */
/** What is committed to shared tables, and what arrived. */
@NullMarked
package io.deltasharing.flink.e2e.table;

import org.jspecify.annotations.NullMarked;
