/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import java.util.Locale;

/** The stores that there are. */
enum StoreKind {
  EMBEDDED,
  CEPH;

  static StoreKind parse(String word) throws UsageException {
    for (StoreKind kind : values()) {
      if (kind.toString().equals(word)) {
        return kind;
      }
    }
    throw new UsageException("--store is embedded or ceph, not '" + word + "'");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
