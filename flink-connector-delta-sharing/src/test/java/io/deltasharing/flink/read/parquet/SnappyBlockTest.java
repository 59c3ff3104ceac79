/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/** Against the native library, whose word counts. */
class SnappyBlockTest {
  private static final int GUARD = 40;
  private static final byte UNTOUCHED = 0x5a;

  /** Blocks as they are written for columns, texts, noise and runs. */
  @Test
  void decodesWhatTheLibraryWrites() throws IOException {
    int blocks = 0;
    long bytes = 0;
    for (long seed = 0; seed < 400; seed++) {
      byte[] data = data(random(seed));
      assertThat(decode(Snappy.compress(data), data.length)).as("seed %d", seed).isEqualTo(data);
      blocks++;
      bytes += data.length;
    }
    System.out.printf("SnappyBlockTest: blocks=%d bytes=%d%n", blocks, bytes);
    assertThat(bytes).isGreaterThan(5_000_000);
  }

  /** What the native library refuses is refused, what it accepts gives the same bytes. */
  @Test
  void acceptsOfGarbledBlocksWhatTheLibraryAccepts() throws IOException {
    int accepted = 0;
    int refused = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = random(seed);
      byte[] data = Arrays.copyOf(data(random), random.nextInt(2000));
      byte[] block = garbled(Snappy.compress(data), random);
      byte[] expected = natively(block, data.length);
      if (expected == null) {
        refused++;
        assertThatThrownBy(() -> decode(block, data.length))
            .as("seed %d", seed)
            .isInstanceOf(MalformedFileException.class);
      } else {
        accepted++;
        assertThat(decode(block, data.length)).as("seed %d", seed).isEqualTo(expected);
      }
    }
    System.out.printf("SnappyBlockTest: garbled accepted=%d refused=%d%n", accepted, refused);
    assertThat(accepted).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  /** Near the end of a block and far from it, where it is decoded in another way. */
  @ParameterizedTest
  @CsvSource({"0,0", "0,200", "200,0", "200,200"})
  void decodesEveryElement(int before, int after) throws IOException {
    Random random = new Random(7);
    for (int distance = 1; distance <= 70; distance++) {
      for (int length = 1; length <= 64; length++) {
        BlockBuilder block = new BlockBuilder();
        block.literal(random, before + 70);
        block.copyByTwo(distance, length);
        block.copyByFour(distance, length);
        if (length >= 4 && length < 12) {
          block.copyByOne(distance, length);
        }
        block.literal(random, length);
        block.literal(random, after + 1);
        byte[] compressed = block.compressed();
        byte[] expected = natively(compressed, block.size());
        assertThat(expected).as("distance %d, length %d", distance, length).isNotNull();
        assertThat(decode(compressed, block.size()))
            .as("distance %d, length %d", distance, length)
            .isEqualTo(expected);
      }
    }
  }

  /** The length has as many bytes of its own as it needs, or more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void decodesLiteralsWithLengthsOfTheirOwn(int own) throws IOException {
    for (int length : new int[] {1, 16, 17, 60, 61, 200, 256}) {
      BlockBuilder block = new BlockBuilder();
      block.longLiteral(new Random(own), length, own);
      block.literal(new Random(3), 50);
      byte[] compressed = block.compressed();
      assertThat(decode(compressed, block.size()))
          .isEqualTo(natively(compressed, block.size()))
          .hasSize(length + 50);
    }
  }

  @Test
  void decodesNothing() throws IOException {
    assertThat(decode(Snappy.compress(new byte[0]), 0)).isEmpty();
  }

  @Test
  void saysWhenABlockHasAnotherLength() throws IOException {
    byte[] block = Snappy.compress(new byte[100]);
    assertThatThrownBy(() -> decode(block, 99))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("100 bytes")
        .hasMessageContaining("not 99");
  }

  /** A literal of two gigabytes, a distance with the sign bit, a length of six bytes. */
  @Test
  void refusesNumbersThatOverflow() {
    byte[] literal = new byte[100];
    ByteBuffer.wrap(literal)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 90)
        .put((byte) (63 << 2))
        .putInt(-1);
    byte[] copy = new byte[100];
    ByteBuffer.wrap(copy)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 90)
        .put((byte) (3 << 2))
        .putInt(0x01020304)
        .put((byte) ((10 << 2) | 3))
        .putInt(Integer.MIN_VALUE);
    byte[] preamble = new byte[100];
    Arrays.fill(preamble, (byte) 0x80);
    for (byte[] block : new byte[][] {literal, copy, preamble, new byte[0]}) {
      assertThatThrownBy(() -> decode(block, 90)).isInstanceOf(MalformedFileException.class);
    }
  }

  /** In the middle of arrays, of which nothing else may be touched. */
  private static byte[] decode(byte[] block, int size) throws MalformedFileException {
    byte[] in = new byte[GUARD + block.length + GUARD];
    System.arraycopy(block, 0, in, GUARD, block.length);
    byte[] out = new byte[GUARD + size + GUARD];
    Arrays.fill(out, UNTOUCHED);
    try {
      SnappyBlock.decode(in, GUARD, block.length, out, GUARD, size);
      return Arrays.copyOfRange(out, GUARD, GUARD + size);
    } finally {
      for (int i = 0; i < GUARD; i++) {
        assertThat(out[i]).isEqualTo(UNTOUCHED);
        assertThat(out[GUARD + size + i]).isEqualTo(UNTOUCHED);
      }
    }
  }

  private static byte @Nullable [] natively(byte[] block, int size) {
    try {
      if (Snappy.uncompressedLength(block, 0, block.length) != size) {
        return null;
      }
      byte[] out = new byte[size];
      return Snappy.uncompress(block, 0, block.length, out, 0) == size ? out : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Seeds in a row have first numbers that are much alike. */
  private static Random random(long seed) {
    return new Random(seed * 0x9e3779b97f4a7c15L);
  }

  private static byte[] data(Random random) {
    int size = random.nextInt(random.nextBoolean() ? 300 : 100_000);
    ByteBuffer data = ByteBuffer.allocate(size + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int kind = random.nextInt(5);
    int spread = 1 << random.nextInt(30);
    while (data.position() < size) {
      switch (kind) {
        case 0 -> data.putLong(random.nextInt(spread));
        case 1 -> data.putInt(random.nextInt(spread));
        case 2 -> data.put((byte) "aeinrst ".charAt(random.nextInt(8)));
        case 3 -> data.put((byte) random.nextInt());
        default -> data.put((byte) (random.nextInt(50) == 0 ? random.nextInt() : 1));
      }
    }
    return Arrays.copyOf(data.array(), size);
  }

  /** Some bytes changed, cut off or added behind the length. */
  private static byte[] garbled(byte[] block, Random random) {
    int preamble = 2;
    byte[] garbled =
        random.nextInt(4) == 0
            ? Arrays.copyOf(block, Math.max(1, block.length + random.nextInt(9) - 4))
            : block.clone();
    for (int i = random.nextInt(3); i > 0 && garbled.length > preamble; i--) {
      garbled[preamble + random.nextInt(garbled.length - preamble)] = (byte) random.nextInt();
    }
    return garbled;
  }

  /** Writes what no compressor would. */
  private static final class BlockBuilder {
    private final ByteArrayOutputStream elements = new ByteArrayOutputStream();
    private int size;

    void literal(Random random, int length) {
      if (length <= 60) {
        elements.write((length - 1) << 2);
        content(random, length);
      } else {
        longLiteral(random, length, 2);
      }
    }

    void longLiteral(Random random, int length, int own) {
      elements.write((59 + own) << 2);
      number(length - 1, own);
      content(random, length);
    }

    void copyByOne(int distance, int length) {
      elements.write(1 | ((length - 4) << 2) | ((distance >>> 8) << 5));
      number(distance, 1);
      size += length;
    }

    void copyByTwo(int distance, int length) {
      elements.write(2 | ((length - 1) << 2));
      number(distance, 2);
      size += length;
    }

    void copyByFour(int distance, int length) {
      elements.write(3 | ((length - 1) << 2));
      number(distance, 4);
      size += length;
    }

    int size() {
      return size;
    }

    byte[] compressed() {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      int left = size;
      for (; left > 0x7f; left >>>= 7) {
        block.write(0x80 | left);
      }
      block.write(left);
      block.writeBytes(elements.toByteArray());
      return block.toByteArray();
    }

    private void content(Random random, int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      elements.writeBytes(bytes);
      size += length;
    }

    private void number(int value, int bytes) {
      for (int i = 0; i < bytes; i++) {
        elements.write(value >>> (i * Byte.SIZE));
      }
    }
  }
}
