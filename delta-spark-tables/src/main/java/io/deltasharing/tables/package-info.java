/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Writes Delta tables with delta-spark, and beside each table the rows that it must give, which
 * come from what was written and never from a reader.
 */
package io.deltasharing.tables;
