/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/**
 * What a request asks for; {@code STORE_*} are requests to the store, the others to the sharing
 * API.
 */
public enum RequestKind {
  /** GET /shares. */
  LIST_SHARES,
  /** GET /shares/{share}. */
  GET_SHARE,
  /** GET /shares/{share}/schemas. */
  LIST_SCHEMAS,
  /** GET /shares/{share}/schemas/{schema}/tables. */
  LIST_TABLES,
  /** GET /shares/{share}/all-tables. */
  LIST_ALL_TABLES,
  /** GET .../version. */
  TABLE_VERSION,
  /** GET .../metadata. */
  TABLE_METADATA,
  /** POST .../query; this server refuses it, it has no presigned URLs. */
  TABLE_QUERY,
  /** GET .../changes; this server refuses it, it has no presigned URLs. */
  TABLE_CHANGES,
  /** POST .../temporary-table-credentials. */
  TEMPORARY_CREDENTIALS,
  /** Anything else at the sharing endpoint. */
  UNKNOWN_ENDPOINT,
  /** An object, or a range of it. */
  STORE_GET,
  /** An object's attributes. */
  STORE_HEAD,
  /** A page of a listing, or another read request about a bucket. */
  STORE_LIST,
  /** Every other method: always refused. */
  STORE_WRITE;

  boolean isOfStore() {
    return switch (this) {
      case STORE_GET, STORE_HEAD, STORE_LIST, STORE_WRITE -> true;
      default -> false;
    };
  }
}
