/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a table's new versions are looked for.
 *
 * @param interval between two looks; null for a bounded read of one version
 * @param maxVersions so many versions per look at most
 * @param maxWaitingSplits no look while so many splits wait for readers: they would only fill the
 *     JobManager's memory
 */
public record DiscoverySettings(@Nullable Duration interval, int maxVersions, int maxWaitingSplits)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MAX_WAITING_SPLITS = 10_000;

  public DiscoverySettings {
    if (interval != null && (interval.isZero() || interval.isNegative())) {
      throw new IllegalArgumentException(
          "the discovery interval must be longer than zero, but is " + interval);
    }
    if (maxVersions < 1 || maxWaitingSplits < 1) {
      throw new IllegalArgumentException("at least one version and one split at a time");
    }
  }

  public static DiscoverySettings bounded() {
    return new DiscoverySettings(null, 1, MAX_WAITING_SPLITS);
  }

  public static DiscoverySettings continuous(Duration interval, int maxVersions) {
    return new DiscoverySettings(interval, maxVersions, MAX_WAITING_SPLITS);
  }

  public boolean isBounded() {
    return interval == null;
  }

  Optional<Duration> intervalIfContinuous() {
    return Optional.ofNullable(interval);
  }
}
