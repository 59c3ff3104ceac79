/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BytesStreamTest {
  private final BytesStream stream = new BytesStream(new byte[] {1, 2, -3, 4});

  @Test
  void readsFromWhereItStands() throws IOException {
    stream.seek(2);
    assertThat(stream.read()).isEqualTo(253);
    assertThat(stream.getPos()).isEqualTo(3);
    stream.seek(0);
    byte[] buffer = new byte[3];
    assertThat(stream.read(buffer, 1, 2)).isEqualTo(2);
    assertThat(buffer).containsExactly(0, 1, 2);
  }

  @Test
  void endsWhereTheBytesEnd() throws IOException {
    stream.seek(3);
    assertThat(stream.read(new byte[9], 0, 9)).isEqualTo(1);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(stream.read(new byte[0], 0, 0)).isZero();
    assertThat(stream.getPos()).isEqualTo(4);
  }

  @Test
  void doesNotReadFullyBeyondTheEnd() throws IOException {
    stream.readFully(new byte[4], 0, 4);
    stream.seek(1);
    assertThatThrownBy(() -> stream.readFully(new byte[4], 0, 4))
        .isInstanceOf(EOFException.class)
        .hasMessage("fewer than 4 bytes are left");
    assertThat(stream.getPos()).isEqualTo(1);
  }

  @Test
  void doesNotSeekOutside() {
    for (long target : new long[] {-1, 5, 1L << 32}) {
      assertThatThrownBy(() -> stream.seek(target))
          .isInstanceOf(EOFException.class)
          .hasMessage("offset " + target + " lies outside 4 bytes");
    }
  }
}
