/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory of the store. {@code s3}, {@code s3a} and {@code s3n} name the same thing, a trailing
 * slash changes nothing.
 *
 * @param path the keys' common prefix without its closing slash
 */
record StorageLocation(String bucket, String path) {

  private static final Pattern URL = Pattern.compile("s3[an]?://([^/]+)/(.*[^/])/*");

  /** Where a table has its root, named after it. */
  static StorageLocation of(String bucket, TableName table) {
    return new StorageLocation(bucket, table.share() + '/' + table.schema() + '/' + table.table());
  }

  static StorageLocation parse(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + url + "' is not a location: write s3://bucket/path (or s3a, s3n)");
    }
    return new StorageLocation(matcher.group(1), matcher.group(2));
  }

  String url() {
    return "s3://" + bucket + '/' + path;
  }

  /** What every key at this location starts with. */
  String keyPrefix() {
    return path + '/';
  }

  /**
   * Whether a key, or a listing's prefix, lies in this directory; {@code tbl10/} is not in {@code
   * tbl1}.
   */
  boolean holds(String otherBucket, String key) {
    return bucket.equals(otherBucket) && key.startsWith(keyPrefix());
  }

  /** Whether the other location is this one or lies below it. */
  boolean contains(StorageLocation other) {
    return holds(other.bucket, other.keyPrefix());
  }

  @Override
  public String toString() {
    return url();
  }
}
