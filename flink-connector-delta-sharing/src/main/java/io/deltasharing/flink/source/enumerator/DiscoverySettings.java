/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.plan.CommitLimits;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a table's versions are looked for and taken up.
 *
 * @param window which of them
 * @param changeMode what is done with those that delete or change rows
 * @param interval between two looks
 * @param maxVersions so many versions per look at most
 * @param maxBytes so many bytes of data files per look; the version that goes beyond is the last
 * @param maxPendingSplits so many files wait for readers at most, give or take one version: more
 *     would only fill the JobManager's memory
 */
public record DiscoverySettings(
    ReadWindow window,
    ChangeMode changeMode,
    Duration interval,
    int maxVersions,
    long maxBytes,
    int maxPendingSplits)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
  public static final int DEFAULT_MAX_VERSIONS = 100;
  public static final long DEFAULT_MAX_BYTES = Long.MAX_VALUE;
  public static final int DEFAULT_MAX_PENDING_SPLITS = 10_000;

  public DiscoverySettings {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException(
          "the discovery interval must be longer than zero, but is " + interval);
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the discovery interval must be a millisecond or longer, but is " + interval);
    }
    requirePositive("scan.max-versions-per-discovery", maxVersions);
    requirePositive("scan.max-bytes-per-discovery", maxBytes);
    requirePositive("scan.max-pending-splits", maxPendingSplits);
  }

  private static void requirePositive(String option, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("'" + option + "' must be 1 or more, but is " + value);
    }
  }

  /** With defaults for all but the window. */
  public static DiscoverySettings of(ReadWindow window) {
    return new DiscoverySettings(
        window,
        ChangeMode.APPEND_ONLY,
        DEFAULT_INTERVAL,
        DEFAULT_MAX_VERSIONS,
        DEFAULT_MAX_BYTES,
        DEFAULT_MAX_PENDING_SPLITS);
  }

  /** The newest version, and no more. */
  public static DiscoverySettings bounded() {
    return of(ReadWindow.LATEST_SNAPSHOT);
  }

  /** The newest version and all that follow. */
  public static DiscoverySettings continuous(Duration interval, int maxVersions) {
    return new DiscoverySettings(
        ReadWindow.LATEST_FULL,
        ChangeMode.APPEND_ONLY,
        interval,
        maxVersions,
        DEFAULT_MAX_BYTES,
        DEFAULT_MAX_PENDING_SPLITS);
  }

  public DiscoverySettings within(ReadWindow newWindow) {
    return new DiscoverySettings(
        newWindow, changeMode, interval, maxVersions, maxBytes, maxPendingSplits);
  }

  public boolean isBounded() {
    return window.isBounded();
  }

  /** For one look. */
  public CommitLimits limits(long lastVersion) {
    return new CommitLimits(maxVersions, maxBytes, maxPendingSplits, lastVersion);
  }
}
