/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.Serial;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an S3 store. The sharing protocol says where a table lies and with which credentials
 * it opens, but neither region nor endpoint.
 *
 * @param endpoint null for AWS
 * @param region null to find it by AWS's own means
 * @param pathStyleAccess bucket in the path instead of the host name: most stores other than AWS
 * @param hadoop further {@code fs.s3a.*} settings
 */
public record S3Options(
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyleAccess,
    Map<String, String> hadoop)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * A package and a class, alone or in a list. Without a name of Hadoop's: relocation would rewrite
   * it here, but not where users write it.
   */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(?:^|[\\s,;:=])(?:[a-z_][a-z0-9_]*\\.){2,}[A-Z]\\w*(?:[.$]\\w+)*(?=$|[\\s,;:=])");

  public static final S3Options AWS = new S3Options(null, null, false, Map.of());

  public S3Options {
    if (endpoint != null && !isHttp(endpoint)) {
      throw new IllegalArgumentException(
          "'s3.endpoint' must be a URL like https://s3.example.com, but is '" + endpoint + "'");
    }
    hadoop = Map.copyOf(hadoop);
    hadoop.keySet().stream()
        .filter(S3Options::isForbidden)
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  "the Hadoop setting '"
                      + key
                      + "' must not be given: which code opens a shared table, and with which"
                      + " credentials, is not for options to say. Remove it.");
            });
    hadoop.forEach(S3Options::refuseClassNames);
  }

  /**
   * The machine's own credentials and foreign file systems must never open what somebody else's
   * server names. S3A lets a bucket's own settings win over all others, so there are none.
   */
  private static boolean isForbidden(String key) {
    return key.contains("credential")
        || (key.startsWith("fs.s3a.bucket.") && !key.equals("fs.s3a.bucket.probe"))
        || key.endsWith(".impl")
        || key.contains("access.key")
        || key.contains("secret.key")
        || key.contains("session.token")
        || key.contains("assumed.role")
        || key.contains("delegation.token")
        || key.contains("signer")
        || key.contains("signing-algorithm")
        || key.contains("encryption.key");
  }

  /**
   * Code that somebody else brings must not open a shared table either; and in the jar that bundles
   * Hadoop its classes have other names. The value is not shown.
   */
  private static void refuseClassNames(String key, String value) {
    if (CLASS_NAME.matcher(value).find()) {
      throw new IllegalArgumentException(
          "the Hadoop setting '"
              + key
              + "' names a class, and which code opens a shared table is not for options to say."
              + " Remove it.");
    }
  }

  Optional<URI> endpointIfGiven() {
    return Optional.ofNullable(endpoint);
  }

  Optional<String> regionIfGiven() {
    return Optional.ofNullable(region);
  }

  /** Values are not shown: nobody can say what a pass-through setting holds. */
  @Override
  public String toString() {
    return "S3Options[endpoint="
        + endpoint
        + ", region="
        + region
        + ", pathStyleAccess="
        + pathStyleAccess
        + ", hadoop="
        + hadoop.keySet().stream().sorted().collect(Collectors.joining(", ", "{", "}"))
        + "]";
  }

  private static boolean isHttp(URI endpoint) {
    return endpoint.getHost() != null
        && ("http".equalsIgnoreCase(endpoint.getScheme())
            || "https".equalsIgnoreCase(endpoint.getScheme()));
  }
}
