/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;

/** What one version added to a table, in the order of the lines of its commit. */
public record Commit(long version, List<DataFile> added) {}
