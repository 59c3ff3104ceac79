/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.net.URI;
import java.util.Optional;

/**
 * One call, still without a server and a token.
 *
 * @param purpose what is asked for, in words that follow "asked for"
 * @param path below the endpoint, encoded
 * @param capabilities value of the header {@code delta-sharing-capabilities}
 * @param jsonBody makes it a POST
 * @param maxBytes the longest answer that is read
 */
record SharingRequest(
    String purpose,
    String path,
    Optional<String> capabilities,
    Optional<String> jsonBody,
    int maxBytes) {
  static SharingRequest get(String purpose, String path, int maxBytes) {
    return new SharingRequest(purpose, path, Optional.empty(), Optional.empty(), maxBytes);
  }

  SharingRequest announcing(String value) {
    return new SharingRequest(purpose, path, Optional.of(value), jsonBody, maxBytes);
  }

  SharingRequest posting(String json) {
    return new SharingRequest(purpose, path, capabilities, Optional.of(json), maxBytes);
  }

  URI uri(URI endpoint) {
    return URI.create(endpoint + path);
  }
}
