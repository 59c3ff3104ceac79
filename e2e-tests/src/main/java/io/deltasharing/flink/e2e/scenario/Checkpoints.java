/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Checkpoints as a dead JobManager left them. */
final class Checkpoints {
  private static final String PREFIX = "chk-";

  private Checkpoints() {}

  /** The newest completed checkpoint of a job, as a URI. */
  static String newest(Path clusterDirectory, String job) {
    Path directory = clusterDirectory.resolve("checkpoints").resolve(job);
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(it -> number(it) >= 0 && Files.exists(it.resolve("_metadata")))
          .max(Comparator.comparingLong(Checkpoints::number))
          .orElseThrow(() -> new Failure("No completed checkpoint in " + directory))
          .toUri()
          .toString();
    } catch (IOException e) {
      throw new Failure("Cannot look for checkpoints in " + directory, e);
    }
  }

  private static long number(Path checkpoint) {
    String name = String.valueOf(checkpoint.getFileName());
    return name.startsWith(PREFIX) ? Long.parseLong(name.substring(PREFIX.length())) : -1;
  }
}
