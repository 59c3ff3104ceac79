/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.IOException;

/**
 * Where a profile's bytes come from. Read again whenever the server refuses the token, so that a
 * rotated profile takes effect without a restart. Called by any thread that uses the client, one at
 * a time.
 */
@FunctionalInterface
public interface ProfileSource {
  /** The whole file, read afresh. */
  byte[] read() throws IOException;

  /** What messages call the profile: its file name as the user gave it, without any secret. */
  default String description() {
    return "given inline";
  }
}
