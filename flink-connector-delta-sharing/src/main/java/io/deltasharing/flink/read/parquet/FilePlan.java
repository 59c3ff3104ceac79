/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.types.VariantForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Matches the columns wanted with what a file has. */
final class FilePlan {
  /** What Parquet and Hive call the group around an element: there is no doubt then. */
  private static final Set<String> WRAPPERS = Set.of("list", "bag");

  private final Footer footer;
  private final DataFile file;

  private FilePlan(Footer footer, DataFile file) {
    this.footer = footer;
    this.file = file;
  }

  /**
   * A reader for each column wanted.
   *
   * @throws UnknownFormException if the file has one in a form that is not decoded here
   * @throws MalformedFileException if it has one in a form that nobody decodes, or that may be
   *     another one
   */
  static List<ColumnReader> match(List<ReadColumn> wanted, Footer footer, DataFile file)
      throws MalformedFileException {
    ShreddedVariants.refuse(wanted, footer.schema());
    FilePlan plan = new FilePlan(footer, file);
    List<ColumnReader> readers = new ArrayList<>();
    for (ReadColumn column : wanted) {
      if (column instanceof ReadColumn.InFile inFile) {
        readers.add(plan.reader(inFile.column()));
      } else if (column instanceof ReadColumn.Constant constant) {
        readers.add(new ConstantColumn(constant.type(), constant.value().apply(file)));
      }
    }
    return readers;
  }

  private ColumnReader reader(FileColumn column) throws MalformedFileException {
    Optional<SchemaNode> found = footer.schema().find(column);
    if (found.isEmpty()) {
      return new ConstantColumn(column.type(), null);
    }
    SchemaNode node = found.get();
    if (node.isLeaf() && !node.isRepeated() && column.children().isEmpty()) {
      return new FlatColumn(
          new LeafColumn(node, LeafForms.of(node, column.type(), footer.calendar()), 0));
    }
    return NestedColumn.of(nested(column, node, Surroundings.ROW));
  }

  private NestedNode nested(FileColumn column, SchemaNode node, Surroundings around)
      throws MalformedFileException {
    return switch (column.type().getTypeRoot()) {
      case ARRAY -> array(column, node, around);
      case MAP -> map(column, node, around);
      default -> {
        if (node.isRepeated() && node.repetition() > around.repetition()) {
          throw LeafForms.unknown(node, column.type());
        }
        yield single(column, node, around);
      }
    };
  }

  /** What is not repeated itself, or is and we are inside of it. */
  private NestedNode single(FileColumn column, SchemaNode node, Surroundings around)
      throws MalformedFileException {
    if (column.type().is(LogicalTypeRoot.ROW)) {
      return struct(column, node, around);
    }
    if (column.isVariant()) {
      return new NestedNode.Variant(
          struct(column, node, around),
          new VariantColumn(VariantForm.of(column.type()), file.path()));
    }
    if (!node.isLeaf()) {
      throw LeafForms.unknown(node, column.type());
    }
    return new NestedNode.Leaf(
        new LeafColumn(
            node, LeafForms.of(node, column.type(), footer.calendar()), around.definition()));
  }

  private NestedNode.Struct struct(FileColumn column, SchemaNode node, Surroundings around)
      throws MalformedFileException {
    if (node.isLeaf()) {
      throw LeafForms.unknown(node, column.type());
    }
    List<NestedNode> fields = new ArrayList<>();
    for (FileColumn field : column.children()) {
      Optional<SchemaNode> found = node.find(field);
      if (found.isEmpty() && column.isVariant()) {
        throw new UnknownFormException("a variant without " + field.name());
      }
      fields.add(
          found.isPresent()
              ? nested(field, found.get(), around)
              : new NestedNode.Missing(field.type()));
    }
    return new NestedNode.Struct(fields, levels(fields, node), around, node.definition());
  }

  private NestedNode array(FileColumn column, SchemaNode node, Surroundings around)
      throws MalformedFileException {
    FileColumn element = column.children().get(0);
    boolean isBare = node.isRepeated() && node.repetition() > around.repetition();
    SchemaNode repeated = isBare ? node : repeatedIn(node, column);
    Surroundings inside = around.inside(repeated.definition());
    SchemaNode stored = isBare ? repeated : element(repeated, node, element);
    List<NestedNode> parts = List.of(nested(element, stored, inside));
    // A bare one is never null: there are only more or fewer of it.
    int definition = isBare ? around.definition() : node.definition();
    return new NestedNode.Repeated(
        parts, levels(parts, repeated), around, definition, repeated.definition());
  }

  /**
   * The element of a list. Where the rules would have it a structure that has none of the fields,
   * and the other group that it may be has some, it is that: writers are older than the rules.
   */
  private static SchemaNode element(SchemaNode repeated, SchemaNode list, FileColumn element)
      throws MalformedFileException {
    if (repeated.isLeaf() || repeated.children().size() != 1) {
      return repeated;
    }
    SchemaNode inner = repeated.children().get(0);
    boolean isOuter = isElement(repeated, list, element);
    SchemaNode byRule = isOuter ? repeated : inner;
    SchemaNode other = isOuter ? inner : repeated;
    boolean isDoubtful =
        element.type().is(LogicalTypeRoot.ROW)
            && !WRAPPERS.contains(repeated.name())
            && !hasAny(byRule, element);
    return isDoubtful && hasAny(other, element) ? other : byRule;
  }

  private static boolean hasAny(SchemaNode group, FileColumn struct) throws MalformedFileException {
    for (FileColumn field : struct.children()) {
      if (group.find(field).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the repeated field of a list is the element, as older writers have it, and not a group
   * around the element.
   */
  private static boolean isElement(SchemaNode repeated, SchemaNode list, FileColumn element) {
    if (repeated.isLeaf()
        || repeated.children().size() != 1
        || repeated.children().get(0).isRepeated()) {
      return true;
    }
    boolean isNamedSo =
        repeated.name().equals("array") || repeated.name().equals(list.name() + "_tuple");
    return isNamedSo && element.type().is(LogicalTypeRoot.ROW);
  }

  private NestedNode map(FileColumn column, SchemaNode node, Surroundings around)
      throws MalformedFileException {
    SchemaNode entry = repeatedIn(node, column);
    if (entry.children().size() != 2) {
      throw LeafForms.unknown(node, column.type());
    }
    Surroundings inside = around.inside(entry.definition());
    List<NestedNode> parts =
        List.of(
            nested(column.children().get(0), entry.children().get(0), inside),
            nested(column.children().get(1), entry.children().get(1), inside));
    return new NestedNode.Repeated(
        parts, levels(parts, entry), around, node.definition(), entry.definition());
  }

  private static SchemaNode repeatedIn(SchemaNode node, FileColumn column) {
    if (node.children().size() != 1 || !node.children().get(0).isRepeated()) {
      throw LeafForms.unknown(node, column.type());
    }
    return node.children().get(0);
  }

  /** The leaf that knows the levels of a group: one that is read anyway, if there is one. */
  private static LeafColumn levels(List<NestedNode> parts, SchemaNode group) {
    return parts.stream()
        .flatMap(NestedNode::leaves)
        .findFirst()
        .orElseGet(() -> new LeafColumn(firstLeaf(group), new IgnoredValues(), 0));
  }

  private static SchemaNode firstLeaf(SchemaNode node) {
    if (node.isLeaf()) {
      return node;
    }
    if (node.children().isEmpty()) {
      throw new UnknownFormException("a group without fields");
    }
    return firstLeaf(node.children().get(0));
  }
}
