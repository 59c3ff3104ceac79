/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The request header {@code delta-sharing-capabilities}, as far as it matters here.
 *
 * @param responseFormats in lower case
 */
record Capabilities(Set<String> responseFormats) {

  static final String HEADER = "delta-sharing-capabilities";
  static final String DELTA = "delta";
  static final String PARQUET = "parquet";

  /** An absent header offers parquet. */
  static Capabilities parse(Optional<String> header) {
    String lowered = header.orElse("").toLowerCase(Locale.ROOT);
    for (String capability : Splitter.on(';').trimResults().split(lowered)) {
      List<String> pair = Splitter.on('=').trimResults().limit(2).splitToList(capability);
      if (pair.size() == 2 && pair.get(0).equals("responseformat")) {
        return new Capabilities(
            Set.copyOf(Splitter.on(',').trimResults().omitEmptyStrings().splitToList(pair.get(1))));
      }
    }
    return new Capabilities(Set.of(PARQUET));
  }

  boolean offersDelta() {
    return responseFormats.contains(DELTA);
  }
}
