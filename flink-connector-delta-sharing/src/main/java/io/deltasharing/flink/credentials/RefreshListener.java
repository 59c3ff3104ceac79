/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

/** Hears of what the refresher did, on the refresher's thread. */
public interface RefreshListener {

  /** There is a credential of a new generation; or, to a late asker, the current one once more. */
  void refreshed(HeldCredential credential);

  /** There will be no more: the job has to fail. Called once at most. */
  void lost(CredentialsLostException reason);
}
