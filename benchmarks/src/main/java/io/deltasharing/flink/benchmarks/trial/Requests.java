/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** How many GETs a store has seen so far, by its own count. */
@FunctionalInterface
interface Requests {
  Requests NONE = () -> 0;

  long soFar() throws IOException;

  /**
   * By the embedded server.
   *
   * @param counters where it tells them
   */
  static Requests of(URI counters) {
    return () -> {
      try (InputStream answer = counters.toURL().openStream()) {
        return new ObjectMapper().readTree(answer).path("requests").path("STORE_GET").asLong();
      }
    };
  }
}
