/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Makes a tree of the list of elements in depth-first order that a footer has. */
final class SchemaTree {
  /** Deeper than any table's schema, and not deep enough to exhaust a stack. */
  private static final int MOST_LEVELS = 200;

  private final List<SchemaElement> elements;
  private int next;
  private int columns;

  private SchemaTree(List<SchemaElement> elements) {
    this.elements = elements;
  }

  static SchemaNode of(List<SchemaElement> elements) throws MalformedFileException {
    SchemaTree tree = new SchemaTree(elements);
    if (elements.isEmpty()) {
      throw new MalformedFileException("its footer has no schema");
    }
    SchemaNode root = tree.group(elements.get(tree.next++), 0, 0, 0);
    if (tree.next != elements.size()) {
      throw broken();
    }
    return root;
  }

  private SchemaNode node(int definition, int repetition, int depth) throws MalformedFileException {
    if (next >= elements.size() || depth > MOST_LEVELS) {
      throw broken();
    }
    SchemaElement element = elements.get(next++);
    FieldRepetitionType type = element.getRepetition_type();
    if (type == null || element.getName() == null) {
      throw broken();
    }
    int ownDefinition = definition + (type == FieldRepetitionType.REQUIRED ? 0 : 1);
    int ownRepetition = repetition + (type == FieldRepetitionType.REPEATED ? 1 : 0);
    if (element.isSetType()) {
      if (element.getType() == null || element.getNum_children() > 0 || hasNoWidth(element)) {
        throw broken();
      }
      return new SchemaNode(element, ownDefinition, ownRepetition, columns++, List.of());
    }
    return group(element, ownDefinition, ownRepetition, depth);
  }

  private SchemaNode group(SchemaElement element, int definition, int repetition, int depth)
      throws MalformedFileException {
    int column = columns;
    int count = element.getNum_children();
    List<SchemaNode> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(node(definition, repetition, depth + 1));
    }
    return new SchemaNode(element, definition, repetition, column, children);
  }

  private static boolean hasNoWidth(SchemaElement element) {
    return element.getType() == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() <= 0;
  }

  private static MalformedFileException broken() {
    return new MalformedFileException("the schema in its footer makes no sense");
  }
}
