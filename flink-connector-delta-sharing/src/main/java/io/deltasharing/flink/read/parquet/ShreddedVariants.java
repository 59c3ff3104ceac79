/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import java.util.List;

/**
 * Variants of which parts stand in columns of their own. Whoever reads the other parts alone, and
 * does not look, reads other values than were written.
 */
final class ShreddedVariants {
  private static final String TYPED_VALUE = "typed_value";

  private ShreddedVariants() {}

  /**
   * Refuses a file that has them, by whatever reader it would be read.
   *
   * @throws MalformedFileException if a column that is wanted is one, or has one in it
   */
  static void refuse(List<ReadColumn> wanted, SchemaNode schema) throws MalformedFileException {
    for (ReadColumn column : wanted) {
      if (column instanceof ReadColumn.InFile inFile && inFile.column().hasVariant()) {
        FileColumn stored = inFile.column();
        if (schema.find(stored).filter(ShreddedVariants::isIn).isPresent()) {
          throw new MalformedFileException(
              "its column '"
                  + stored.name()
                  + "' holds shredded variants (with a field typed_value), which this connector does"
                  + " not read");
        }
      }
    }
  }

  private static boolean isIn(SchemaNode node) {
    return (has(node, TYPED_VALUE) && has(node, FileColumn.METADATA))
        || node.children().stream().anyMatch(ShreddedVariants::isIn);
  }

  private static boolean has(SchemaNode node, String name) {
    return node.children().stream().anyMatch(it -> it.name().equalsIgnoreCase(name));
  }
}
