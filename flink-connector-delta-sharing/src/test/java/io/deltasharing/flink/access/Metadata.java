/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import io.deltasharing.flink.sharing.ResponseFormat;
import io.deltasharing.flink.sharing.TableMetadata;
import io.deltasharing.flink.sharing.TableProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What a server said of a table when it was opened. */
final class Metadata {
  private Metadata() {}

  static TableMetadata of(String id, String location, List<String> auxiliaryLocations) {
    return new TableMetadata(
        id,
        Optional.empty(),
        "{}",
        List.of(),
        Map.of(),
        new TableProtocol(1, Set.of(), OptionalInt.empty(), Set.of()),
        Optional.of(location),
        auxiliaryLocations,
        Set.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        ResponseFormat.PARQUET);
  }
}
