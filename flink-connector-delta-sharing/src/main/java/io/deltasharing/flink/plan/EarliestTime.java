/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lowest value of a column of times, from the statistics that the log keeps of each file.
 * Writers cut it to milliseconds, downwards. Thread-safe.
 *
 * @param physicalName of a top-level column
 */
public record EarliestTime(String physicalName) {
  private static final ObjectMapper JSON = new ObjectMapper(JsonBounds.FACTORY);

  /**
   * Microseconds since the epoch.
   *
   * @param statistics as in the log; null if there are none
   * @param partition values by physical name: a partition's column has no statistics
   * @return null if they do not say
   */
  @Nullable Long of(@Nullable String statistics, Map<String, @Nullable String> partition) {
    try {
      String value = partition.get(physicalName);
      return value == null ? of(statistics) : Long.valueOf(PartitionTimes.micros(value));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** Of a file whose partition does not say. */
  @Nullable Long of(@Nullable String statistics) {
    if (statistics == null) {
      return null;
    }
    try {
      JsonNode lowest = JSON.readTree(statistics).path("minValues").path(physicalName);
      return lowest.isTextual() ? StatedValue.lowestMicros(lowest.asText()) : null;
    } catch (JsonProcessingException | DateTimeException | ArithmeticException e) {
      // Statistics are a hint: a watermark that is missing is late, one that is wrong loses rows.
      return null;
    }
  }
}
