/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;
import java.io.Serializable;

/**
 * A vended credential and its generation: the how-manieth of its location it is. Whoever is refused
 * by the store names the generation it used, so that only the first of a hundred refusals leads to
 * a fetch.
 */
public record HeldCredential(VendedCredential vended, long generation) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public StorageLocation location() {
    return vended.location();
  }
}
