/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;

/**
 * A map as it is stored: a key that a writer stored twice is there twice, as in any other reader.
 */
record MapEntries(ArrayData keyArray, ArrayData valueArray) implements MapData {
  @Override
  public int size() {
    return keyArray.size();
  }
}
