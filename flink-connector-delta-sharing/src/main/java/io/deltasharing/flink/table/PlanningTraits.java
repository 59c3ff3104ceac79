/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How a query is planned.
 *
 * @param batch whether it runs in batch mode
 * @param answers whether an answer may be put into the plan: the server may be asked for more than
 *     the planner was told, and the plan is run once
 * @param joins whether the planner may hand over the partitions of a join's other side
 */
record PlanningTraits(boolean batch, boolean answers, boolean joins) {

  /** The SQL gateway's, whose class is nowhere else. */
  private static final ConfigOption<Boolean> CACHED_PLANS =
      ConfigOptions.key("sql-gateway.session.plan-cache.enabled").booleanType().defaultValue(false);

  /** By the options of the table and the settings of the session. */
  static PlanningTraits of(ReadableConfig options, ReadableConfig session) {
    return new PlanningTraits(
        isBatch(session),
        options.get(DeltaSharingOptions.VALIDATE_AT_PLANNING) && !session.get(CACHED_PLANS),
        options.get(DeltaSharingOptions.DYNAMIC_FILTERING));
  }

  static boolean isBatch(ReadableConfig session) {
    return session.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
  }
}
