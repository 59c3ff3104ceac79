/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kernel's reader (of 4.4) gives the structs in a file as they are. It takes the fields of
 * those within maps one after another, whatever they are called; and one of whose fields it is
 * asked for none that there is, it takes for null.
 *
 * @param unknownForm why the file has to be read by it
 */
record KernelStructs(UnknownFormException unknownForm) {

  /**
   * Makes sure that a file can be read.
   *
   * @throws MalformedFileException naming a column that would be misread
   */
  void check(List<ReadColumn> columns, SchemaNode schema) throws MalformedFileException {
    for (ReadColumn column : columns) {
      if (column instanceof ReadColumn.InFile inFile) {
        FileColumn wanted = inFile.column();
        SchemaNode stored = schema.find(wanted).orElse(null);
        if (stored != null) {
          check(wanted, stored, wanted.name(), false);
        }
      }
    }
  }

  private void check(FileColumn wanted, SchemaNode stored, String column, boolean withinMap)
      throws MalformedFileException {
    switch (wanted.type().getTypeRoot()) {
      case ROW -> checkStruct(wanted, stored, column, withinMap);
      case ARRAY -> {
        FileColumn element = wanted.children().get(0);
        SchemaNode repeated = onlyRepeated(stored);
        if (stored.isRepeated()) {
          check(element, stored, column, withinMap);
        } else if (repeated != null) {
          check(element, FilePlan.element(repeated, stored, element), column, withinMap);
        }
      }
      case MAP -> {
        SchemaNode entry = onlyRepeated(stored);
        for (int i = 0; entry != null && i < Math.min(2, entry.children().size()); i++) {
          check(wanted.children().get(i), entry.children().get(i), column, true);
        }
      }
      default -> {}
    }
  }

  private void checkStruct(FileColumn wanted, SchemaNode stored, String column, boolean withinMap)
      throws MalformedFileException {
    List<SchemaNode> found = new ArrayList<>();
    for (FileColumn field : wanted.children()) {
      SchemaNode child = stored.find(field).orElse(null);
      if (child != null) {
        found.add(child);
        check(field, child, column, withinMap);
      }
    }
    String names =
        stored.children().stream().map(SchemaNode::name).collect(Collectors.joining(", "));
    if (withinMap && !found.equals(stored.children())) {
      throw refusal(
          column,
          "mistakes the fields of structs within a map that has others, or in another order: "
              + names);
    }
    if (found.isEmpty() && !stored.children().isEmpty()) {
      throw refusal(
          column,
          "takes structs for null of which no field is asked for that is there: declare one of "
              + names);
    }
  }

  private static @Nullable SchemaNode onlyRepeated(SchemaNode node) {
    boolean isOne = node.children().size() == 1 && node.children().get(0).isRepeated();
    return isOne ? node.children().get(0) : null;
  }

  private MalformedFileException refusal(String column, String what) {
    return new MalformedFileException(
        "it has "
            + unknownForm.getMessage()
            + ", which only Delta Kernel's reader decodes; of column '"
            + column
            + "' that "
            + what,
        unknownForm);
  }
}
