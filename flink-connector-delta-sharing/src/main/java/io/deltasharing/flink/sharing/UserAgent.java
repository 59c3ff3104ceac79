/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

/**
 * How the client names itself to servers, which count connectors by it.
 *
 * @param connectorVersion this connector's version
 * @param flinkVersion the version of Flink it runs in
 * @param javaVersion the version of the JVM
 */
public record UserAgent(String connectorVersion, String flinkVersion, String javaVersion) {
  /**
   * The header's value, for example {@code flink-connector-delta-sharing/1.0 Flink/2.1 Java/17}.
   */
  public String header() {
    return "flink-connector-delta-sharing/%s Flink/%s Java/%s"
        .formatted(token(connectorVersion), token(flinkVersion), token(javaVersion));
  }

  /**
   * Versions such as Flink's "&lt;unknown&gt;" hold characters that RFC 9110 does not allow here.
   */
  private static String token(String version) {
    return version.replaceAll("[^A-Za-z0-9!#$%&'*+.^_`|~-]", "_");
  }
}
