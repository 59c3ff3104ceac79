/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

/**
 * Gives out credentials. It does not cache: {@link CredentialRefresher} does, and is its only
 * caller in a running job.
 */
@FunctionalInterface
public interface CredentialVendor {

  /**
   * Fetches a fresh credential for a location. Blocks for one request at most; no retries of its
   * own.
   *
   * @throws VendingException if there is none to be had, saying whether to try again
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  VendedCredential vend(StorageLocation location) throws VendingException, InterruptedException;
}
