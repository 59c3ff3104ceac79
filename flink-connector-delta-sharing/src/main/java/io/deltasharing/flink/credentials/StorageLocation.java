/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory or file in a cloud store: {@code s3://bucket/key}. The path is the plain key, not
 * percent-encoded, without a trailing slash, and with single slashes: what Spark writes below
 * {@code s3://bucket//table} has one, for Hadoop's paths have. The empty path is the bucket itself.
 *
 * <p>Only schemes of cloud stores are accepted, because locations come from servers and logs that
 * are not trusted: a {@code file:} location must not make a worker read its own disk. {@code s3a}
 * and {@code s3n} are other words for {@code s3}.
 *
 * @param scheme {@code s3}, {@code abfss} or {@code gs}
 * @param authority bucket, or container@account
 * @param path empty, or starting with a slash
 */
public record StorageLocation(String scheme, String authority, String path)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final Pattern AUTHORITY = Pattern.compile("([\\w.$-]+@)?[\\w.-]+");

  private static final Pattern SLASHES = Pattern.compile("//+");

  /** Object stores take keys of a kilobyte. */
  private static final int MOST_CHARACTERS = 4096;

  public StorageLocation {
    scheme = canonicalScheme(scheme);
    if (!AUTHORITY.matcher(authority).matches()) {
      // Part of a host name where buckets are: nothing in it may lead to another host.
      throw new IllegalArgumentException("not a storage location: no bucket in its authority");
    }
    path = stripTrailingSlashes(withSingleSlashes(path));
    if (!path.isEmpty() && path.charAt(0) != '/') {
      throw new IllegalArgumentException("the path of a storage location starts with '/': " + path);
    }
    List<String> segments = Arrays.asList(path.split("/", -1));
    if (segments.contains("..") || segments.contains(".")) {
      throw new IllegalArgumentException(
          "the path of a storage location has no '.' or '..' in it: " + path);
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the path of a storage location has a control character");
    }
  }

  /**
   * Reads {@code scheme://authority/path}.
   *
   * @throws IllegalArgumentException if it is not of that form or the scheme is not a cloud store's
   */
  public static StorageLocation parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a location of " + text.length() + " characters is none of an object store");
    }
    int colon = text.indexOf("://");
    if (colon <= 0) {
      throw new IllegalArgumentException(
          "expected a location like s3://bucket/path, but got '" + text + "'");
    }
    String rest = text.substring(colon + 3);
    int slash = rest.indexOf('/');
    return slash < 0
        ? new StorageLocation(text.substring(0, colon), rest, "")
        : new StorageLocation(
            text.substring(0, colon), rest.substring(0, slash), rest.substring(slash));
  }

  /** The location of a path relative to this one. */
  public StorageLocation child(String relative) {
    return new StorageLocation(scheme, authority, path + "/" + relative);
  }

  /** A path of a table's log: relative to this root, or a location of its own. */
  public StorageLocation resolve(String pathOrLocation) {
    return pathOrLocation.contains(":/") ? parse(pathOrLocation) : child(pathOrLocation);
  }

  /** The directory this location lies in; empty at the top of a bucket. */
  public Optional<StorageLocation> parent() {
    int slash = path.lastIndexOf('/');
    return slash < 0
        ? Optional.empty()
        : Optional.of(new StorageLocation(scheme, authority, path.substring(0, slash)));
  }

  /** The last segment of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether the other is this location or lies below it, compared on a slash boundary. */
  public boolean contains(StorageLocation other) {
    return scheme.equals(other.scheme)
        && authority.equals(other.authority)
        && (other.path.equals(path) || other.path.startsWith(path + "/"));
  }

  /** The object key: the path without its leading slash. */
  public String key() {
    return path.isEmpty() ? "" : path.substring(1);
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + path;
  }

  private static String canonicalScheme(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "s3", "s3a", "s3n" -> "s3";
      case "abfs", "abfss" -> "abfss";
      case "gs" -> "gs";
      default ->
          throw new IllegalArgumentException(
              "locations of scheme '" + scheme + "' are not read, only s3, abfss and gs");
    };
  }

  private static String withSingleSlashes(String path) {
    return path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
  }

  private static String stripTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
