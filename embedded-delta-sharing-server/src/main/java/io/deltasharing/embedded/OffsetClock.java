/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Another clock, off by as much as is wanted. Thread-safe. */
final class OffsetClock extends Clock {

  private final Clock clock;
  private volatile Duration offset = Duration.ZERO;

  OffsetClock(Clock clock) {
    this.clock = clock;
  }

  void offset(Duration newOffset) {
    offset = newOffset;
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The offset would not follow into another zone");
  }
}
