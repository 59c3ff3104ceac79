/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A part of a nested column. Each has a number of slots: places for a value or a null, as many as
 * there are rows, or elements of the array around it. A level of a leaf belongs to a slot of a node
 * if nothing deeper than the node's surroundings is repeated by it, and if these are there at all.
 */
sealed interface NestedNode {

  /** The leaves whose levels it needs. */
  Stream<LeafColumn> leaves();

  /**
   * Puts the values of the current batch together.
   *
   * @param slots how many there are, by what is around it
   * @throws MalformedFileException if its own levels say otherwise
   */
  void assemble(Columns out, int ordinal, int slots) throws IOException;

  /** A value that has no parts. */
  record Leaf(LeafColumn leaf) implements NestedNode {
    @Override
    public Stream<LeafColumn> leaves() {
      return Stream.of(leaf);
    }

    @Override
    public void assemble(Columns out, int ordinal, int slots) throws IOException {
      checkSlots(leaf.slots(), slots);
      out.nulls[ordinal] = leaf.slotNulls();
      leaf.values().finish(out, ordinal);
    }
  }

  /** What the file does not have. */
  record Missing(LogicalType type) implements NestedNode {
    @Override
    public Stream<LeafColumn> leaves() {
      return Stream.of();
    }

    @Override
    public void assemble(Columns out, int ordinal, int slots) {
      new ConstantColumn(type, null).read(out, ordinal, slots);
    }
  }

  /**
   * A struct.
   *
   * @param levels the leaf by whose levels it is known which structs are null
   */
  record Struct(List<NestedNode> fields, LeafColumn levels, Surroundings around, int definition)
      implements NestedNode {
    @Override
    public Stream<LeafColumn> leaves() {
      return Stream.concat(Stream.of(levels), fields.stream().flatMap(NestedNode::leaves));
    }

    @Override
    public void assemble(Columns out, int ordinal, int slots) throws IOException {
      out.nulls[ordinal] = around.nulls(levels, definition, slots);
      Columns children = new Columns(fields.size());
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).assemble(children, i, slots);
      }
      out.children[ordinal] = children;
    }
  }

  /**
   * A variant.
   *
   * @param parts its two columns, as a struct
   */
  record Variant(Struct parts, VariantColumn column) implements NestedNode {
    @Override
    public Stream<LeafColumn> leaves() {
      return parts.leaves();
    }

    @Override
    public void assemble(Columns out, int ordinal, int slots) throws IOException {
      parts.assemble(out, ordinal, slots);
      out.setVariant(ordinal, column);
    }
  }

  /**
   * An array, or a map as an array of entries.
   *
   * @param parts elements, or keys and values
   * @param definition of the array
   * @param elementDefinition of an element of it
   */
  record Repeated(
      List<NestedNode> parts,
      LeafColumn levels,
      Surroundings around,
      int definition,
      int elementDefinition)
      implements NestedNode {
    @Override
    public Stream<LeafColumn> leaves() {
      return Stream.concat(Stream.of(levels), parts.stream().flatMap(NestedNode::leaves));
    }

    @Override
    public void assemble(Columns out, int ordinal, int slots) throws IOException {
      out.nulls[ordinal] = around.nulls(levels, definition, slots);
      int[] offsets = around.offsets(levels, elementDefinition, slots);
      out.ints[ordinal] = offsets;
      Columns children = new Columns(parts.size());
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).assemble(children, i, offsets[slots]);
      }
      out.children[ordinal] = children;
    }
  }

  static void checkSlots(int actual, int expected) throws MalformedFileException {
    if (actual != expected) {
      throw new MalformedFileException("the levels of its columns do not fit together");
    }
  }
}
