/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.cluster;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The jars of one Flink, as {@code bin/e2e} copied them from Maven's registry.
 *
 * @param version such as 1.20.0
 * @param directory holds {@code lib}, {@code parquet}, and {@code sql} where the registry has it
 */
public record FlinkDistribution(String version, Path directory) {

  /** What JobManager and TaskManager run on. */
  public List<Path> lib() {
    return jars("lib");
  }

  /** Flink's Parquet format and a Hadoop client. */
  public List<Path> parquet() {
    return jars("parquet");
  }

  /** Whether SQL client and gateway are there; the registry lacks them for some versions. */
  public boolean hasSqlClient() {
    return Files.isDirectory(directory.resolve("sql"));
  }

  /** The SQL client and gateway, without what {@link #lib()} holds already. */
  public List<Path> sql() {
    Set<String> known = new HashSet<>();
    lib().forEach(jar -> known.add(String.valueOf(jar.getFileName())));
    List<Path> more = new ArrayList<>(jars("sql"));
    more.removeIf(jar -> known.contains(String.valueOf(jar.getFileName())));
    return more;
  }

  private List<Path> jars(String part) {
    try (Stream<Path> files = Files.list(directory.resolve(part))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new Failure("Flink " + version + " is not in " + directory + "; bin/e2e copies it", e);
    }
  }
}
