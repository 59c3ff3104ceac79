/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Texts in state: of any length, unlike {@code writeUTF}'s; a partition value or an inline vector
 * may be long.
 */
final class StateText {
  private static final int NULL = -1;

  private StateText() {}

  static void write(@Nullable String text, DataOutputView out) throws IOException {
    if (text == null) {
      out.writeInt(NULL);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static @Nullable String readNullable(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String read(DataInputView in) throws IOException {
    String text = readNullable(in);
    if (text == null) {
      throw new IOException("the state lacks a text that must be there");
    }
    return text;
  }
}
