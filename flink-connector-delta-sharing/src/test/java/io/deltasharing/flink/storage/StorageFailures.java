/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.IOException;

/** Failures that only this room can make, for tests of those that handle them. */
public final class StorageFailures {
  private StorageFailures() {}

  public static AccessRefusedException accessRefused(String message) {
    return new AccessRefusedException(message, new IOException("403"));
  }
}
