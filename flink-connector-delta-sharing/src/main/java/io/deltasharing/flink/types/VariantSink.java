/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.IOException;

/** Takes the parts of a variant in their order. */
interface VariantSink {
  /** Takes nothing: for whoever wants to know that it makes sense. */
  VariantSink NOWHERE = new Nowhere();

  void beginObject() throws IOException;

  /**
   * Comes before each value of an object.
   *
   * @param key the number of a key that there is
   */
  void key(VariantKeys keys, int key) throws IOException;

  void endObject() throws IOException;

  void beginArray() throws IOException;

  void endArray() throws IOException;

  /**
   * A value without parts.
   *
   * @param at where its bytes begin, which are all there
   */
  void scalar(VariantScalar type, VariantBytes bytes, long at, int length) throws IOException;

  /** Takes nothing. */
  final class Nowhere implements VariantSink {
    private Nowhere() {}

    @Override
    public void beginObject() {}

    @Override
    public void key(VariantKeys keys, int key) {}

    @Override
    public void endObject() {}

    @Override
    public void beginArray() {}

    @Override
    public void endArray() {}

    @Override
    public void scalar(VariantScalar type, VariantBytes bytes, long at, int length) {}
  }
}
