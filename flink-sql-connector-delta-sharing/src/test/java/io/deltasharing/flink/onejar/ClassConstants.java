/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The texts in a class file's constant pool: names, signatures and string literals alike. */
final class ClassConstants {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private ClassConstants() {}

  static List<String> of(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(classFile);
    in.skipNBytes(8);
    int count = in.readUnsignedShort();
    List<String> texts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == UTF8) {
        texts.add(in.readUTF());
      } else {
        in.skipNBytes(length(tag));
        // These two take two entries of the pool.
        i += tag == LONG || tag == DOUBLE ? 1 : 0;
      }
    }
    return texts;
  }

  private static int length(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      default -> throw new IllegalArgumentException("not a tag of a constant pool: " + tag);
    };
  }
}
