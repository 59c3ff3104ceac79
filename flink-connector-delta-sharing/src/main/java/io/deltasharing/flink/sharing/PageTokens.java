/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.HashSet;
import java.util.Set;

/** The page tokens that one listing has used: makes sure that it comes to an end. */
final class PageTokens {
  private final Set<String> seen = new HashSet<>();
  private final int maxPages;

  PageTokens(int maxPages) {
    this.maxPages = maxPages;
  }

  /**
   * @throws SharingProtocolException if the token leads in a circle or to one page too many
   */
  void requireNew(String token, Origin origin) {
    if (!seen.add(token)) {
      throw origin.senseless("it names a next page that was already read");
    }
    if (seen.size() >= maxPages) {
      throw origin.senseless("it has more than " + maxPages + " pages");
    }
  }
}
