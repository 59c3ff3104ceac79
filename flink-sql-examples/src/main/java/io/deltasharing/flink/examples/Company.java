/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A row of the second shared table, which says who is behind a symbol of the trades. */
record Company(String symbol, String name, String sector) {

  /** One for each symbol of the trades. */
  static final List<Company> ALL =
      List.of(
          new Company("ACME", "Acme Tools", "Industry"),
          new Company("BOLT", "Bolt Couriers", "Transport"),
          new Company("CORE", "Core Chips", "Technology"),
          new Company("DUNE", "Dune Travel", "Leisure"),
          new Company("ECHO", "Echo Media", "Technology"),
          new Company("FLUX", "Flux Energy", "Energy"),
          new Company("GRID", "Grid Power", "Energy"));

  private static final StructType SCHEMA =
      new StructType()
          .add("symbol", StringType.STRING)
          .add("name", StringType.STRING)
          .add("sector", StringType.STRING);

  /** Writes them as a Delta table into a directory that holds none. */
  static Path write(Path directory) {
    DeltaTableFixture table = DeltaTableFixture.create(directory, SCHEMA, List.of(), Map.of());
    table.append(ALL.stream().map(it -> new Object[] {it.symbol, it.name, it.sector}).toList());
    return directory;
  }
}
