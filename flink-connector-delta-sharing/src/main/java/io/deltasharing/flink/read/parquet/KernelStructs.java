/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether Kernel's reader (of 4.4) gives the structs in a file as they are. It takes the fields of
 * those within maps one after another, whatever they are called; and one of whose fields it is
 * asked for none that there is, or a list of those, it takes for null.
 *
 * @param unknownForm why the file has to be read by it
 * @param producesAll whether columns are produced as they are read; if fields of them are, whether
 *     the structs around those are null is not asked
 */
record KernelStructs(DataFile file, UnknownFormException unknownForm, boolean producesAll) {

  /**
   * Makes sure that a file can be read.
   *
   * @throws IOException naming a column that would be misread
   */
  void check(List<ReadColumn> columns, SchemaNode schema) throws IOException {
    for (ReadColumn column : columns) {
      if (column instanceof ReadColumn.InFile inFile) {
        FileColumn wanted = inFile.column();
        SchemaNode stored = schema.find(wanted).orElse(null);
        if (stored != null && isMisread(wanted, stored, false, !producesAll)) {
          throw refusal(wanted.name());
        }
      }
    }
  }

  /**
   * @param mayBeNull whether it is of no account if a struct is null
   */
  private static boolean isMisread(
      FileColumn wanted, SchemaNode stored, boolean withinMap, boolean mayBeNull)
      throws MalformedFileException {
    List<SchemaNode> repeated =
        stored.children().size() == 1 && stored.children().get(0).isRepeated()
            ? stored.children().get(0).children()
            : List.of();
    return switch (wanted.type().getTypeRoot()) {
      case ROW -> isStructMisread(wanted, stored, withinMap, mayBeNull);
      // Kernel knows no other lists: it says so.
      case ARRAY ->
          repeated.size() == 1
              && isMisread(wanted.children().get(0), repeated.get(0), withinMap, false);
      case MAP ->
          repeated.size() == 2
              && (isMisread(wanted.children().get(0), repeated.get(0), true, false)
                  || isMisread(wanted.children().get(1), repeated.get(1), true, false));
      default -> false;
    };
  }

  private static boolean isStructMisread(
      FileColumn wanted, SchemaNode stored, boolean withinMap, boolean mayBeNull)
      throws MalformedFileException {
    List<SchemaNode> found = new ArrayList<>();
    for (FileColumn field : wanted.children()) {
      SchemaNode child = stored.find(field).orElse(null);
      if (child != null) {
        found.add(child);
        if (isMisread(field, child, withinMap, mayBeNull)) {
          return true;
        }
      }
    }
    boolean isEmpty = found.isEmpty() && !stored.children().isEmpty();
    return (isEmpty && !mayBeNull) || (withinMap && !found.equals(stored.children()));
  }

  private IOException refusal(String column) {
    return new IOException(
        "'"
            + file.path()
            + "' cannot be read: it has "
            + unknownForm.getMessage()
            + ", which only Delta Kernel's reader decodes, and that mistakes the structs in column '"
            + column
            + "', of which this file has none of the declared fields, or has them within a map in"
            + " another order. Leave out one of the two columns.",
        unknownForm);
  }
}
