/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import io.deltasharing.flink.benchmarks.Contender;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What is compared, as the build knows it. */
public record Versions(Properties properties) {

  public static Versions load() throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = Versions.class.getResourceAsStream("/versions.properties")) {
      if (stream == null) {
        throw new IOException("the build left out versions.properties");
      }
      properties.load(stream);
    }
    return new Versions(properties);
  }

  public String of(Contender contender) {
    String version = properties.getProperty(contender.product());
    if (version == null) {
      throw new IllegalStateException("the build does not say the version of " + contender.label());
    }
    return version;
  }
}
