/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.Optional;

/** Makes the session tokens of grants. Thread-safe. */
interface SessionTokens {

  /** The same grant with a token in place of the one that it has. */
  Grant issue(Grant grant);

  /** The grant that this token was issued for, if the token itself tells. */
  Optional<Grant> read(String token);
}
