/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long credentials of one location live in truth, where their vendor says longer. Learned from
 * two in a row that the store refused at about the same age: one alone may have been revoked. What
 * was learned is put to the test now and then, for the vendor may have been mended; then one
 * refusal is enough to learn it again. Refresher's thread only.
 */
final class LearnedLifetime {
  /** So many renewals go by before what was learned is put to the test. */
  private static final int RENEWALS_TO_A_TEST = 50;

  private final Duration shortest;
  private @Nullable Duration refusedAt;
  private @Nullable Duration learned;
  private int renewals;

  /**
   * @param shortest a credential that is refused at a lower age tells nothing: it was dead on
   *     arrival
   */
  LearnedLifetime(Duration shortest) {
    this.shortest = shortest;
  }

  /** What is to be believed of a claim. */
  Duration believed(Duration claimed) {
    return learned != null && learned.compareTo(claimed) < 0 ? learned : claimed;
  }

  /**
   * Notes that the store refused the current credential.
   *
   * @param believed its life, as it was believed to be
   * @return whether something was learned
   */
  boolean refused(Duration age, Duration believed) {
    if (age.compareTo(shortest) < 0 || age.compareTo(believed) >= 0) {
      return false;
    }
    Duration before = refusedAt;
    refusedAt = age;
    if (before == null || !areAlike(before, age)) {
      return false;
    }
    learned = age.compareTo(before) < 0 ? age : before;
    renewals = 0;
    return true;
  }

  /** Notes that a credential was renewed before anybody was refused. */
  void renewedInTime() {
    if (learned == null) {
      refusedAt = null;
    } else if (++renewals >= RENEWALS_TO_A_TEST) {
      learned = null;
    }
  }

  private static boolean areAlike(Duration one, Duration other) {
    return one.compareTo(other.multipliedBy(2)) <= 0 && other.compareTo(one.multipliedBy(2)) <= 0;
  }
}
