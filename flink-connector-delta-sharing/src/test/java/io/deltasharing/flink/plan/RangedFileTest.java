/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangedFileTest {
  private static final int TAIL = 64 << 10;
  private static final int LENGTH = TAIL + 1000;

  private final MemoryStorage storage = new MemoryStorage();
  private final ByteCache cache = new ByteCache(1 << 20);
  private final byte[] bytes = bytes(LENGTH);

  @Test
  void readsTheEndOnceForAllStreams() throws IOException {
    assertThat(readFully(LENGTH - 8, 8)).isEqualTo(bytes(LENGTH - 8, 8));
    assertThat(readFully(LENGTH - 100, 92)).isEqualTo(bytes(LENGTH - 100, 92));
    assertThat(readFully(1000, TAIL)).isEqualTo(bytes(1000, TAIL));
    assertThat(storage.requests).containsExactly("GET 1000+65536 f");
  }

  @Test
  void readsRangesBeforeTheEndByThemselves() throws IOException {
    assertThat(readFully(10, 20)).isEqualTo(bytes(10, 20));
    assertThat(readFully(990, 20)).isEqualTo(bytes(990, 20));
    assertThat(storage.requests).containsExactly("GET 10+20 f", "GET 990+20 f");
  }

  @Test
  void readsAShortFileByOneRequest() throws IOException {
    storage.put("f", bytes(0, 100));
    SeekableInputStream stream = open(100);
    assertThat(stream.readAllBytes()).isEqualTo(bytes(0, 100));
    stream.seek(50);
    assertThat(stream.readNBytes(10)).isEqualTo(bytes(50, 10));
    assertThat(storage.requests).containsExactly("GET 0+100 f");
  }

  @Test
  void readsOnFromBeforeTheEndIntoIt() throws IOException {
    SeekableInputStream stream = open(LENGTH);
    stream.seek(999);
    assertThat(stream.read()).isEqualTo(bytes[999] & 0xff);
    assertThat(stream.read()).isEqualTo(bytes[1000] & 0xff);
    assertThat(stream.getPos()).isEqualTo(1001);
    assertThat(stream.readAllBytes()).isEqualTo(bytes(1001, LENGTH - 1001));
    assertThat(stream.getPos()).isEqualTo(LENGTH);
  }

  @Test
  void endsWhereTheFileEnds() throws IOException {
    SeekableInputStream stream = open(LENGTH);
    stream.seek(LENGTH);
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(stream.read(new byte[0], 0, 0)).isZero();
    stream.seek(LENGTH - 3);
    assertThat(stream.read(new byte[10], 0, 10)).isEqualTo(3);
    assertThat(stream.getPos()).isEqualTo(LENGTH);
  }

  @Test
  void doesNotReadFullyBeyondTheEnd() throws IOException {
    for (int start : new int[] {LENGTH - 3, 500}) {
      SeekableInputStream stream = open(LENGTH);
      stream.seek(start);
      assertThatThrownBy(() -> stream.readFully(new byte[LENGTH], 0, LENGTH - start + 1))
          .isInstanceOf(EOFException.class);
      assertThat(stream.getPos()).isEqualTo(start);
    }
  }

  @ParameterizedTest
  @CsvSource({"2147483647, true", "67108865, true", "67108864, false", "-1, false"})
  void refusesAFooterThatWouldFillOurMemory(int footer, boolean refused) throws IOException {
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(LENGTH - 8, footer)
        .put(LENGTH - 4, "PAR1".getBytes(StandardCharsets.US_ASCII));
    SeekableInputStream stream = open(LENGTH);
    stream.seek(LENGTH - 8);
    Throwable failure = catchThrowable(() -> stream.readFully(new byte[8], 0, 8));
    if (refused) {
      assertThat(failure)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "'s3://lake/trades/f' says that its footer has "
                  + footer
                  + " bytes; one of more than 67108864 is not read. Tell the table's provider.");
    } else {
      assertThat(failure).isNull();
    }
  }

  @Test
  void keepsItsPlaceWhenAReadFails() throws IOException {
    SeekableInputStream stream = open(LENGTH);
    stream.seek(5);
    IOException failure = new IOException("reset");
    storage.fail("f", failure);
    assertThatThrownBy(() -> stream.readFully(new byte[2], 0, 2)).isSameAs(failure);
    assertThatThrownBy(stream::read).isSameAs(failure);
    assertThat(stream.getPos()).isEqualTo(5);
  }

  private byte[] readFully(int start, int count) throws IOException {
    try (SeekableInputStream stream = open(LENGTH)) {
      byte[] buffer = new byte[count + 2];
      stream.seek(start);
      stream.readFully(buffer, 1, count);
      assertThat(stream.getPos()).isEqualTo((long) start + count);
      return Arrays.copyOfRange(buffer, 1, count + 1);
    }
  }

  private SeekableInputStream open(int length) throws IOException {
    if (length == LENGTH) {
      storage.put("f", bytes);
    }
    return new RangedFile(
            storage, cache, new LogTrail(), MemoryStorage.ROOT.child("f"), "f", length)
        .newStream();
  }

  private byte[] bytes(int start, int count) {
    return Arrays.copyOfRange(bytes, start, start + count);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((i * 31) >> 3);
    }
    return bytes;
  }
}
