/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param nextPageToken empty on the last page
 */
record Page(List<ObjectNode> items, String nextPageToken) {

  private static final int LONGEST = 500;
  private static final String TOKEN_MARK = "from ";

  static Page of(List<ObjectNode> all, Optional<String> maxResults, Optional<String> pageToken)
      throws SharingError {
    int from = pageToken.isEmpty() ? 0 : offset(pageToken.get());
    int size = maxResults.isEmpty() ? LONGEST : size(maxResults.get());
    int to = Math.min(all.size(), from + size);
    List<ObjectNode> items = from >= to ? List.of() : all.subList(from, to);
    return new Page(items, to < all.size() ? token(to) : "");
  }

  ObjectNode body() {
    ObjectNode body = Json.object();
    body.putArray("items").addAll(items);
    if (!nextPageToken.isEmpty()) {
      body.put("nextPageToken", nextPageToken);
    }
    return body;
  }

  private static int size(String maxResults) throws SharingError {
    try {
      int size = Integer.parseInt(maxResults);
      if (size >= 0) {
        // Zero means no answer, only a token that leads to all of it.
        return Math.min(size, LONGEST);
      }
    } catch (NumberFormatException e) {
      // falls through to the same refusal
    }
    throw SharingError.invalidParameter(
        "maxResults must be a whole number of at least 0, not '" + maxResults + "'");
  }

  private static String token(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((TOKEN_MARK + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String token) throws SharingError {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(TOKEN_MARK)) {
        return Integer.parseUnsignedInt(text.substring(TOKEN_MARK.length()));
      }
    } catch (IllegalArgumentException e) {
      // falls through to the same refusal
    }
    throw SharingError.invalidParameter("The pageToken is not one that this server gave out");
  }
}
