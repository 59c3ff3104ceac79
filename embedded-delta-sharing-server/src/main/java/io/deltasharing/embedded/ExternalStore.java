/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An S3 store that is there already, with an STS, and the keys of somebody who may assume a role
 * there. The role must allow GetObject and ListBucket in the bucket; each session is narrowed to
 * one table. Does not print its keys.
 *
 * @param endpoint the S3 API; buckets are part of the path
 * @param stsEndpoint answers AssumeRole
 * @param region the one that requests are signed for
 * @param bucket tables lie at {@code s3://bucket/share/schema/table}
 * @param roleArn the role that is assumed
 */
public record ExternalStore(
    URI endpoint,
    URI stsEndpoint,
    String region,
    String bucket,
    String accessKeyId,
    String secretAccessKey,
    String roleArn) {

  /**
   * Reads a properties file with {@code endpoint}, {@code sts-endpoint}, {@code region}, {@code
   * bucket}, {@code access-key-id}, {@code secret-access-key} and {@code role-arn}.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if one is missing or an endpoint is no http URL
   */
  public static ExternalStore read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new ExternalStore(
        uri(file, properties, "endpoint"),
        uri(file, properties, "sts-endpoint"),
        value(file, properties, "region"),
        value(file, properties, "bucket"),
        value(file, properties, "access-key-id"),
        value(file, properties, "secret-access-key"),
        value(file, properties, "role-arn"));
  }

  private static String value(Path file, Properties properties, String name) {
    String value = properties.getProperty(name, "").trim();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(file + " lacks '" + name + "'");
    }
    return value;
  }

  private static URI uri(Path file, Properties properties, String name) {
    String value = value(file, properties, name);
    if (!value.matches("https?://[^/?#@\\s]+/?")) {
      throw new IllegalArgumentException(
          file + ": '" + name + "' must be like http://host:port, not '" + value + "'");
    }
    return URI.create(value);
  }

  @Override
  public String toString() {
    return "ExternalStore[" + bucket + " at " + endpoint + ", keys ****]";
  }
}
