/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.cluster.FlinkDistribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code bin/e2e} has built and passes on in system properties {@code e2e.*}.
 *
 * @param module this module's directory
 * @param connector the shaded jar
 * @param flinks holds a directory for each Flink, named by its version
 * @param work where a run writes
 * @param jvmOpenings what Flink's scripts open of the JDK
 */
record Surroundings(Path module, Path connector, Path flinks, Path work, List<String> jvmOpenings) {

  static Surroundings fromProperties() throws UsageException {
    return new Surroundings(
        Path.of(property("e2e.module")),
        Path.of(property("e2e.connector")),
        Path.of(property("e2e.flinks")),
        Path.of(property("e2e.work")),
        List.of(property("e2e.openings").strip().split("\\s+")));
  }

  FlinkDistribution flink(String version) {
    return new FlinkDistribution(version, flinks.resolve(version));
  }

  Path ownClasses() {
    return module.resolve("target/classes");
  }

  /** For JVMs that live for a minute or two on a machine that has other things to do. */
  List<String> jvmOptions() {
    List<String> options = new ArrayList<>(jvmOpenings);
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:+UseSerialGC");
    options.add("-Xshare:auto");
    return options;
  }

  private static String property(String name) throws UsageException {
    String value = System.getProperty(name, "");
    if (value.isEmpty()) {
      throw new UsageException("No " + name + ": start this by bin/e2e or bin/soak");
    }
    return value;
  }
}
