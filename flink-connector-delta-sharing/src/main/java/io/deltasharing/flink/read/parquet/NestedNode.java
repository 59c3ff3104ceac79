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
      checkShape(this, levels, around.repetition(), definition);
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
      checkShape(this, levels, around.repetition() + 1, elementDefinition);
      out.ints[ordinal] = offsets;
      Columns children = new Columns(parts.size());
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).assemble(children, i, offsets[slots]);
      }
      out.children[ordinal] = children;
    }
  }

  /**
   * Checks that columns of the same structs or elements say the same of which of them there are.
   * Were there only as many of each in a batch, one could have parts of another.
   *
   * @param repetition of the node; levels of parts that repeat once more have nothing to do with it
   * @param definition of the node
   */
  private static void checkShape(NestedNode node, LeafColumn levels, int repetition, int definition)
      throws MalformedFileException {
    for (LeafColumn leaf : node.leaves().distinct().toList()) {
      if (leaf != levels) {
        boolean repeatsOnce =
            leaf.leaf().repetition() == repetition && levels.leaf().repetition() == repetition;
        boolean fits =
            repeatsOnce
                ? haveOneShape(leaf, levels, definition)
                : haveOneShape(leaf, levels, repetition, definition);
        if (!fits) {
          throw doNotFit();
        }
      }
    }
  }

  private static boolean haveOneShape(LeafColumn one, LeafColumn other, int definition) {
    int[] definitions = one.definitionLevels();
    int[] repetitions = one.repetitionLevels();
    int[] otherDefinitions = other.definitionLevels();
    int[] otherRepetitions = other.repetitionLevels();
    int count = one.levels();
    if (count != other.levels()) {
      return false;
    }
    // Without a branch, so that it is done several at a time.
    int differences = 0;
    for (int i = 0; i < count; i++) {
      differences |=
          Math.min(definitions[i], definition) ^ Math.min(otherDefinitions[i], definition);
      differences |= repetitions[i] ^ otherRepetitions[i];
    }
    return differences == 0;
  }

  private static boolean haveOneShape(
      LeafColumn one, LeafColumn other, int repetition, int definition) {
    int i = 0;
    int k = 0;
    while (true) {
      i = next(one, i, repetition);
      k = next(other, k, repetition);
      if (i == one.levels() || k == other.levels()) {
        return i == one.levels() && k == other.levels();
      }
      if (one.repetitionLevels()[i] != other.repetitionLevels()[k]
          || Math.min(one.definitionLevels()[i], definition)
              != Math.min(other.definitionLevels()[k], definition)) {
        return false;
      }
      i++;
      k++;
    }
  }

  /** The next level that is not of something repeated deeper. */
  private static int next(LeafColumn leaf, int from, int repetition) {
    int[] repetitions = leaf.repetitionLevels();
    int i = from;
    while (i < leaf.levels() && repetitions[i] > repetition) {
      i++;
    }
    return i;
  }

  static void checkSlots(int actual, int expected) throws MalformedFileException {
    if (actual != expected) {
      throw doNotFit();
    }
  }

  static MalformedFileException doNotFit() {
    return new MalformedFileException("the levels of its columns do not fit together");
  }
}
