/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Makes a tree of the list of elements in depth-first order that a footer has. */
final class SchemaTree {
  /** Deeper than any table's schema, and not deep enough to exhaust a stack. */
  private static final int MOST_LEVELS = 200;

  /** Far more than any decimal of a table has. */
  private static final int MOST_DIGITS = 1000;

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
      if (element.getType() == null
          || element.getNum_children() > 0
          || hasNoWidth(element)
          || isOddDecimal(element)) {
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

  /** Whether a decimal has no digits, or is said in the old way and the new to be two of them. */
  private static boolean isOddDecimal(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    int precision = element.getPrecision();
    int scale = element.getScale();
    if (logical != null && logical.isSetDECIMAL()) {
      DecimalType decimal = logical.getDECIMAL();
      boolean differs =
          (element.isSetPrecision() && precision != decimal.getPrecision())
              || (element.isSetScale() && scale != decimal.getScale());
      return differs || !fits(element, decimal.getPrecision(), decimal.getScale());
    }
    return element.getConverted_type() == ConvertedType.DECIMAL && !fits(element, precision, scale);
  }

  /** Whether values of so many digits have room in so many bytes. */
  private static boolean fits(SchemaElement element, int precision, int scale) {
    if (precision <= 0 || precision > MOST_DIGITS || scale < 0) {
      return false;
    }
    if (element.getType() != Type.FIXED_LEN_BYTE_ARRAY) {
      return true;
    }
    // A digit takes up a little more than three bits.
    long most = element.getType_length() * (long) Byte.SIZE;
    return precision <= most
        && BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() < most;
  }

  private static boolean hasNoWidth(SchemaElement element) {
    return element.getType() == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() <= 0;
  }

  private static MalformedFileException broken() {
    return new MalformedFileException("the schema in its footer makes no sense");
  }
}
