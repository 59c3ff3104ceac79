/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

/** How many file systems of shared tables are open in this process. */
public final class OpenFileSystems {
  private OpenFileSystems() {}

  public static int count() {
    return CredentialRegistry.size();
  }
}
