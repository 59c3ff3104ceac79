/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Writes the tables. Arguments: a directory, then names of tables or beginnings of names. */
public final class WriteTables {
  private WriteTables() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]).toAbsolutePath().normalize();
    List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
    List<String> failures = new ArrayList<>();
    try (SparkSession spark = Workshop.session()) {
      Workshop workshop = new Workshop(spark, directory, wanted, failures);
      RowHistories.write(workshop);
      PartitionHistories.write(workshop);
      DefinitionHistories.write(workshop);
      VectorFeatures.write(workshop);
      MappingFeatures.write(workshop);
      PartitionFeatures.write(workshop);
      TypeFeatures.write(workshop);
      CalendarFeatures.write(workshop);
      WideningFeatures.write(workshop);
      LogFeatures.write(workshop);
      FileFeatures.write(workshop);
      WriterFeatures.write(workshop);
      TrackingFeatures.write(workshop);
      VariantFeatures.write(workshop);
      OtherFeatures.write(workshop);
    }
    // Not before: delta-spark goes on reading in the background.
    TableFiles.removeChecksums(directory);
    failures.forEach(System.err::println);
    System.exit(failures.isEmpty() ? 0 : 1);
  }
}
