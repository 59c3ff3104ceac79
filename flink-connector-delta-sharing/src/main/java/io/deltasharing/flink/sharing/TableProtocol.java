/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What a reader must understand to read the table. In the parquet format, only the sharing
 * protocol's own reader version.
 *
 * @param minWriterVersion empty in the parquet format
 */
public record TableProtocol(
    int minReaderVersion,
    Set<String> readerFeatures,
    OptionalInt minWriterVersion,
    Set<String> writerFeatures) {
  public TableProtocol {
    readerFeatures = Set.copyOf(readerFeatures);
    writerFeatures = Set.copyOf(writerFeatures);
  }
}
