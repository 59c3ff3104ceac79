/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/** Why a request was refused. */
public enum RefusalKind {
  /** Store, 400 ExpiredToken, or 403 in Ceph's dialect: the credentials' time is over. */
  EXPIRED_TOKEN,
  /**
   * Store, 400 InvalidToken: the session token is not the one vended with this access key id, or
   * the credentials were revoked.
   */
  INVALID_TOKEN,
  /** Store, 403 InvalidAccessKeyId: never vended, or sent without a session token. */
  INVALID_ACCESS_KEY,
  /** Store, 403 SignatureDoesNotMatch. */
  INVALID_SIGNATURE,
  /** Store, 403 AccessDenied: outside the prefix the credentials are for. */
  OUTSIDE_SCOPE,
  /** Store, 403 AccessDenied: inside the prefix, but there is no such key. */
  MISSING_KEY,
  /** Store, 403 AccessDenied: the credentials allow reading and listing only. */
  READ_ONLY,
  /** Either, 401 or 403: no credentials at all, or a bearer token that is wrong or expired. */
  UNAUTHENTICATED,
  /** Sharing API, 403 PERMISSION_DENIED: the table is not shared for directory access. */
  FORBIDDEN,
  /** Sharing API, 403 or 404: access to the table was revoked. */
  ACCESS_REVOKED,
  /** Sharing API, 400: credentials were asked for a location that is not the table's. */
  INVALID_LOCATION
}
