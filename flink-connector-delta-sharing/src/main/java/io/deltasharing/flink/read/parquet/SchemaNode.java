/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.FileColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * A field of a file's schema, or the whole of it.
 *
 * @param definition the definition level from which on it is there
 * @param repetition how many of it and the groups around it are repeated
 * @param column the ordinal of the column chunk, or of the first one in a group
 * @param children none if it is a leaf
 */
record SchemaNode(
    SchemaElement element, int definition, int repetition, int column, List<SchemaNode> children) {

  String name() {
    return element.getName();
  }

  boolean isLeaf() {
    return element.isSetType();
  }

  boolean isRepeated() {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  Type physicalType() {
    return element.getType();
  }

  /** In bytes, of values of a fixed length. */
  int typeLength() {
    return element.getType_length();
  }

  /** Whether its integers are. */
  boolean isUnsigned() {
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetINTEGER()) {
      return !logical.getINTEGER().isIsSigned();
    }
    ConvertedType converted = element.getConverted_type();
    return converted == ConvertedType.UINT_32 || converted == ConvertedType.UINT_64;
  }

  /** The form in which it is stored, such that equal forms have equal texts. */
  String describe() {
    if (!isLeaf()) {
      return "a group";
    }
    LogicalType logical = element.getLogicalType();
    return physicalType()
        + " ("
        + (logical == null ? element.getConverted_type() : describe(logical))
        + ")";
  }

  /** Without what Thrift puts around it. */
  private static String describe(LogicalType logical) {
    String value = String.valueOf(logical.getFieldValue());
    return value.endsWith("()") ? logical.getSetField().getFieldName() : value;
  }

  /**
   * The child for a field of a table: by its id, by its name, by its name whatever the case unless
   * that is the name of another field. Delta Kernel looks in the same order, but takes another
   * field's.
   *
   * @throws MalformedFileException if one child may be several fields, or one field several
   *     children
   */
  Optional<SchemaNode> find(FileColumn field) throws MalformedFileException {
    Optional<SchemaNode> exact =
        field
            .id()
            .flatMap(id -> children.stream().filter(it -> it.hasId(id)).findFirst())
            .or(() -> children.stream().filter(it -> it.name().equals(field.name())).findFirst());
    return exact.isPresent() ? exact : findWhateverItsCase(field);
  }

  private Optional<SchemaNode> findWhateverItsCase(FileColumn field) throws MalformedFileException {
    List<SchemaNode> candidates =
        children.stream()
            .filter(it -> it.name().equalsIgnoreCase(field.name()))
            .filter(it -> !field.rivals().contains(it.name()))
            .toList();
    if (candidates.size() > 1 || (!candidates.isEmpty() && !field.rivals().isEmpty())) {
      throw new MalformedFileException(
          "it has no column '"
              + field.name()
              + "' but, differing in case only, "
              + quoted(candidates.stream().map(SchemaNode::name))
              + (field.rivals().isEmpty()
                  ? ""
                  : ", while the table has "
                      + quoted(field.rivals().stream().sorted())
                      + " as well")
              + ": which column is which is not certain");
    }
    return candidates.stream().findFirst();
  }

  private static String quoted(Stream<String> names) {
    return names.map(it -> "'" + it + "'").collect(Collectors.joining(", "));
  }

  private boolean hasId(int id) {
    return element.isSetField_id() && element.getField_id() == id;
  }
}
