/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;

final class PartitionHistories {
  static void write(Workshop workshop) throws IOException {}
}
