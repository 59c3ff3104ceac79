/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What is around a part of a nested column.
 *
 * @param repetition how many repeated groups are
 * @param definition the definition level of the innermost of them, from which on there is a slot
 */
record Surroundings(int repetition, int definition) {
  static final Surroundings ROW = new Surroundings(0, 0);

  /**
   * Which slots are null.
   *
   * @param own the definition level from which on a value is there
   * @return no array if none is
   */
  boolean @Nullable [] nulls(LeafColumn leaf, int own, int slots) throws MalformedFileException {
    int[] definitions = leaf.definitionLevels();
    int[] repetitions = leaf.repetitionLevels();
    boolean[] nulls = new boolean[slots];
    boolean hasNulls = false;
    int slot = 0;
    for (int i = 0; i < leaf.levels(); i++) {
      if (repetitions[i] <= repetition && definitions[i] >= definition) {
        NestedNode.checkSlots(Math.min(slot + 1, slots), slot + 1);
        nulls[slot] = definitions[i] < own;
        hasNulls |= nulls[slot];
        slot++;
      }
    }
    NestedNode.checkSlots(slot, slots);
    return hasNulls ? nulls : null;
  }

  /**
   * Where the elements of each slot begin among all, and of one more.
   *
   * @param element the definition level from which on there is an element
   */
  int[] offsets(LeafColumn leaf, int element, int slots) throws MalformedFileException {
    int[] definitions = leaf.definitionLevels();
    int[] repetitions = leaf.repetitionLevels();
    int[] offsets = new int[slots + 1];
    int elements = 0;
    int slot = 0;
    for (int i = 0; i < leaf.levels(); i++) {
      if (repetitions[i] <= repetition && definitions[i] >= definition) {
        NestedNode.checkSlots(Math.min(slot + 1, slots), slot + 1);
        offsets[slot++] = elements;
      }
      if (repetitions[i] <= repetition + 1) {
        if (definitions[i] >= element) {
          elements++;
        } else if (repetitions[i] > repetition) {
          // One more element, which is none.
          throw NestedNode.doNotFit();
        }
      }
    }
    NestedNode.checkSlots(slot, slots);
    offsets[slots] = elements;
    return offsets;
  }

  /** Around the elements of an array that is here. */
  Surroundings inside(int element) {
    return new Surroundings(repetition + 1, element);
  }
}
