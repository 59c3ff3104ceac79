/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks whether somebody answers HTTP at an address, whatever the answer is. */
record Probe(URI endpoint) {

  private static final int LIMIT_MILLIS = 2000;

  boolean isAnswered() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) endpoint.resolve("/").toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      boolean answered = connection.getResponseCode() > 0;
      connection.disconnect();
      return answered;
    } catch (IOException e) {
      return false;
    }
  }
}
