/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/** Decides which calls of the sharing API are heard at all; those refused are counted. */
record Access(BearerTokens tokens, RevokedTables revokedTables, Counters counters) {

  void check(SharingCall call) throws SharingError {
    try {
      tokens.check(call.header("Authorization"));
    } catch (SharingError e) {
      counters.refused(RefusalKind.UNAUTHENTICATED);
      throw e;
    }
    if (call.namesTable()) {
      checkTable(call.tableKey());
    }
  }

  private void checkTable(String tableKey) throws SharingError {
    try {
      revokedTables.check(tableKey);
    } catch (SharingError e) {
      counters.refused(RefusalKind.ACCESS_REVOKED);
      throw e;
    }
  }
}
