/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

/**
 * Whether Flink can run the operator that collects the partitions of a join's other side. Its
 * planner gives it a list of Scala's, which is on the class path where {@code flink-scala} is in
 * {@code lib}, as it is up to Flink 1.20. Elsewhere a job with such an operator fails when it is
 * submitted, so that partitions are not offered there.
 */
final class CollectorClasses {
  private static final String NEEDED = "scala.collection.convert.Wrappers$SeqWrapper";

  private CollectorClasses() {}

  static boolean areThere(ClassLoader loader) {
    try {
      Class.forName(NEEDED, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
