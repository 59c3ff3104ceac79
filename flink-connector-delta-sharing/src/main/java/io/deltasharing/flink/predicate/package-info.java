/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What rows are wanted, in a form of our own, and what can be told of many rows by the bounds of
 * their columns. Partitions, files, row groups and pages are all judged by the same code.
 *
 * <p>A predicate is only ever asked whether rows satisfy it: a comparison with null is not
 * satisfied, as in a WHERE clause. There is no negation; who makes a predicate turns it inward.
 */
@NullMarked
package io.deltasharing.flink.predicate;

import org.jspecify.annotations.NullMarked;
