/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Goes through a variant in Parquet's binary encoding, whoever wrote it: its steps are bounded by
 * its bytes, for no byte belongs to two of its parts, and its depth by what writers make.
 */
final class VariantWalk {
  /** As deep as Spark parses JSON. */
  static final int MOST_LEVELS = 1000;

  private static final int BASIC_TYPE_BITS = 2;
  private static final int BASIC_TYPE_MASK = 3;
  private static final int PRIMITIVE = 0;
  private static final int SHORT_STRING = 1;
  private static final int OBJECT = 2;
  private static final int WIDTH_MASK = 3;
  private static final int KEY_WIDTH_SHIFT = 2;
  private static final int LARGE_OBJECT = 1 << 4;
  private static final int LARGE_ARRAY = 1 << 2;

  private final VariantKeys keys;
  private final VariantBytes bytes;
  private final VariantSink sink;

  /** The values around where it is, outermost first, and how many parts of each are behind it. */
  private final Deque<Container> open = new ArrayDeque<>();

  private final Deque<Long> walked = new ArrayDeque<>();

  /** Bytes that belong to no part so far. */
  private long left;

  private VariantWalk(byte[] metadata, byte[] value, VariantSink sink) {
    this.keys = new VariantKeys(metadata);
    this.bytes = new VariantBytes(value);
    this.sink = sink;
    this.left = value.length;
  }

  /**
   * Hands each part to a sink.
   *
   * @throws VariantException if the bytes make no sense
   * @throws IOException of the sink
   */
  static void through(byte[] metadata, byte[] value, VariantSink sink) throws IOException {
    new VariantWalk(metadata, value, sink).walk();
  }

  /**
   * A value that has parts, some of which have been walked through.
   *
   * @param numbers where those of its keys begin, each of {@code keyWidth} bytes; nowhere if it is
   *     an array
   * @param parts where the bytes of its parts begin
   */
  private record Container(
      boolean isObject,
      long count,
      long numbers,
      int keyWidth,
      long offsets,
      int offsetWidth,
      long parts) {}

  /**
   * Not by calls within calls: how many of them a thread bears depends on how they are compiled.
   */
  private void walk() throws IOException {
    value(0);
    while (!open.isEmpty()) {
      Container container = open.getLast();
      long part = walked.removeLast();
      if (part < container.count) {
        walked.addLast(part + 1);
        if (container.isObject) {
          int key =
              bytes.unsigned(container.numbers + part * container.keyWidth, container.keyWidth);
          keys.require(key);
          sink.key(keys, key);
        }
        value(
            container.parts
                + bytes.unsigned(
                    container.offsets + part * container.offsetWidth, container.offsetWidth));
      } else {
        open.removeLast();
        if (container.isObject) {
          sink.endObject();
        } else {
          sink.endArray();
        }
      }
    }
  }

  private void value(long at) throws IOException {
    int header = bytes.octet(at);
    int info = header >> BASIC_TYPE_BITS;
    int type = header & BASIC_TYPE_MASK;
    if (type == PRIMITIVE) {
      scalar(VariantScalar.of(info), at + 1);
    } else if (type == SHORT_STRING) {
      take(at, 1L + info);
      sink.scalar(VariantScalar.STRING, bytes, at + 1, info);
    } else if (open.size() == MOST_LEVELS) {
      throw VariantException.broken("it is nested more than " + MOST_LEVELS + " levels deep");
    } else if (type == OBJECT) {
      object(info, at + 1);
    } else {
      array(info, at + 1);
    }
  }

  private void scalar(VariantScalar type, long at) throws IOException {
    int length = type.isSized() ? bytes.unsigned(at, Integer.BYTES) : type.length();
    long begin = type.isSized() ? at + Integer.BYTES : at;
    take(at - 1, begin - at + 1 + length);
    sink.scalar(type, bytes, begin, length);
  }

  private void object(int info, long at) throws IOException {
    int offsetWidth = (info & WIDTH_MASK) + 1;
    int keyWidth = ((info >> KEY_WIDTH_SHIFT) & WIDTH_MASK) + 1;
    int countWidth = (info & LARGE_OBJECT) == 0 ? 1 : Integer.BYTES;
    long count = bytes.unsigned(at, countWidth);
    long numbers = at + countWidth;
    long offsets = numbers + count * keyWidth;
    long fields = offsets + (count + 1) * offsetWidth;
    take(at - 1, fields - at + 1);
    sink.beginObject();
    open(new Container(true, count, numbers, keyWidth, offsets, offsetWidth, fields));
  }

  private void array(int info, long at) throws IOException {
    int offsetWidth = (info & WIDTH_MASK) + 1;
    int countWidth = (info & LARGE_ARRAY) == 0 ? 1 : Integer.BYTES;
    long count = bytes.unsigned(at, countWidth);
    long offsets = at + countWidth;
    long elements = offsets + (count + 1) * offsetWidth;
    take(at - 1, elements - at + 1);
    sink.beginArray();
    open(new Container(false, count, 0, 0, offsets, offsetWidth, elements));
  }

  private void open(Container container) {
    open.addLast(container);
    walked.addLast(0L);
  }

  /** Without this, a few bytes that are shared by many parts could keep us busy for ever. */
  private void take(long at, long count) {
    bytes.require(at, count);
    left -= count;
    if (left < 0) {
      throw VariantException.broken("its parts overlap");
    }
  }
}
