/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.DirectByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.FixedLenByteArrayByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What parquet-java encodes, in forms that its writer of files seldom or never chooses. */
class DecodersTest {
  private static final int COUNT = 1000;

  /** So that values do not begin with the array. */
  private static final int OFFSET = 3;

  private final Random random = new Random(7);

  @Test
  void runsOfAllWidths() throws IOException {
    for (int width = 1; width <= Integer.SIZE; width++) {
      int[] values = new int[COUNT];
      for (int i = 0; i < COUNT; i++) {
        // Runs of one value, and such as are packed.
        boolean repeats = i > 0 && i / 50 % 2 == 0;
        values[i] = repeats ? values[i - 1] : random.nextInt() >>> (Integer.SIZE - width);
      }
      DataPage page = page(runs(values, width), Encoding.RLE);
      RunDecoder decoder = new RunDecoder();
      decoder.reset(page.bytes(), page.valuesFrom(), page.end(), width);
      int[] read = new int[COUNT];
      for (int at = 0; at < COUNT; ) {
        int some = Math.min(1 + random.nextInt(40), COUNT - at);
        if (random.nextInt(4) == 0) {
          decoder.skip(some);
          System.arraycopy(values, at, read, at, some);
        } else {
          decoder.read(read, at, some);
        }
        at += some;
      }
      assertThat(read).as("width %d", width).isEqualTo(values);
    }
  }

  /** Packed, in a run, and in a run of more bits than the levels have. */
  @ParameterizedTest
  @ValueSource(strings = {"3,5,3,2,1,0,1,2", "5,5,5,5,5,5,5,5,5,5", "7,7,7,7,7,7,7,7,7,7"})
  void aLevelAboveTheHighestIsNone(String levels) throws IOException {
    int[] values = Arrays.stream(levels.split(",")).mapToInt(Integer::parseInt).toArray();
    DataPage page = page(runs(values, 3), Encoding.RLE);
    RunDecoder decoder = new RunDecoder();
    int[] read = new int[values.length];
    decoder.resetLevels(page.bytes(), page.valuesFrom(), page.end(), 4);
    assertThatThrownBy(() -> decoder.read(read, 0, read.length))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageMatching("a page has [57] where 4 is the highest");
    decoder.resetLevels(page.bytes(), page.valuesFrom(), page.end(), 7);
    decoder.read(read, 0, read.length);
    assertThat(read).isEqualTo(values);
  }

  @Test
  void aRunOfOnesIsNotOneOfOtherNumbers() throws IOException {
    RunDecoder decoder = new RunDecoder();
    decoder.resetLevels(new byte[] {20, 127}, 0, 2, 1);
    assertThatThrownBy(() -> decoder.skipOnes(10)).isInstanceOf(MalformedFileException.class);
    decoder.resetLevels(new byte[] {20, 127}, 0, 2, 1);
    assertThatThrownBy(() -> decoder.readNulls(new boolean[10], 0, 10))
        .isInstanceOf(MalformedFileException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 17, 31, 40, 57, 63, 64})
  void differencesOfAllWidths(int width) throws IOException {
    for (int miniblocks : new int[] {1, 2, 4, 16}) {
      try (DeltaBinaryPackingValuesWriterForLong writer =
          new DeltaBinaryPackingValuesWriterForLong(
              128 * miniblocks, miniblocks, 100, 1 << 20, new DirectByteBufferAllocator())) {
        long[] values = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
          values[i] = random.nextLong() >>> (Long.SIZE - width);
          writer.writeLong(values[i]);
        }
        LongSource source =
            LongSource.ofLongs(page(writer.getBytes(), Encoding.DELTA_BINARY_PACKED));
        long[] read = new long[COUNT];
        source.read(read, 0, 1);
        source.skip(99);
        System.arraycopy(values, 1, read, 1, 99);
        source.read(read, 100, COUNT - 100);
        assertThat(read).isEqualTo(values);
      }
    }
  }

  /** Some writers leave out even the header where all values are nulls. */
  @Test
  void noBytesAreNoValues() throws IOException {
    DataPage nothing =
        new DataPage(new byte[0], 0, 0, 0, 0, 0, 0, Encoding.DELTA_BINARY_PACKED, 10);
    LongSource.ofLongs(nothing).read(new long[0], 0, 0);
    assertThatThrownBy(() -> LongSource.ofLongs(nothing).read(new long[1], 0, 1))
        .isInstanceOf(MalformedFileException.class);
    for (Encoding encoding :
        new Encoding[] {Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY}) {
      DataPage page = new DataPage(new byte[0], 0, 0, 0, 0, 0, 0, encoding, 10);
      BytesSource.ofTexts(page).read(new int[0], new int[0], 0, 0);
      assertThatThrownBy(() -> BytesSource.ofTexts(page).read(new int[1], new int[1], 0, 1))
          .isInstanceOf(MalformedFileException.class);
    }
  }

  @Test
  void noMoreDifferencesAreTakenThanThePageHasValues() throws IOException {
    try (DeltaBinaryPackingValuesWriterForLong writer =
        new DeltaBinaryPackingValuesWriterForLong(100, 1 << 20, new HeapByteBufferAllocator())) {
      for (int i = 0; i < 5; i++) {
        writer.writeLong(i);
      }
      byte[] bytes = writer.getBytes().toByteArray();
      DataPage page =
          new DataPage(bytes, 0, 0, 0, 0, 0, bytes.length, Encoding.DELTA_BINARY_PACKED, 4);
      assertThatThrownBy(() -> LongSource.ofLongs(page))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining("header of its delta encoding");
    }
  }

  @Test
  void splitBytesOfIntegers() throws IOException {
    IntegerByteStreamSplitValuesWriter ints =
        new IntegerByteStreamSplitValuesWriter(100, 1 << 20, new HeapByteBufferAllocator());
    LongByteStreamSplitValuesWriter longs =
        new LongByteStreamSplitValuesWriter(100, 1 << 20, new HeapByteBufferAllocator());
    int[] someInts = random.ints(COUNT).toArray();
    long[] someLongs = random.longs(COUNT).toArray();
    Arrays.stream(someInts).forEach(ints::writeInteger);
    Arrays.stream(someLongs).forEach(longs::writeLong);

    int[] readInts = someInts.clone();
    IntSource intSource = IntSource.ofInts(split(ints));
    intSource.skip(10);
    intSource.read(readInts, 10, COUNT - 10);
    assertThat(readInts).isEqualTo(someInts);
    long[] readLongs = new long[COUNT];
    LongSource.ofLongs(split(longs)).read(readLongs, 0, COUNT);
    assertThat(readLongs).isEqualTo(someLongs);
  }

  @Test
  void splitBytesOfOneLength() throws IOException {
    int width = 5;
    FixedLenByteArrayByteStreamSplitValuesWriter writer =
        new FixedLenByteArrayByteStreamSplitValuesWriter(
            width, 100, 1 << 20, new HeapByteBufferAllocator());
    byte[][] values = new byte[COUNT][width];
    for (byte[] value : values) {
      random.nextBytes(value);
      writer.writeBytes(Binary.fromConstantByteArray(value));
    }
    int[] starts = new int[COUNT];
    int[] lengths = new int[COUNT];
    byte[] read = BytesSource.ofFixed(split(writer), width).read(starts, lengths, 0, COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(Arrays.copyOfRange(read, starts[i], starts[i] + lengths[i])).isEqualTo(values[i]);
    }
  }

  private static BytesInput runs(int[] values, int width) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(width, 100, 1 << 20, new HeapByteBufferAllocator())) {
      for (int value : values) {
        encoder.writeInt(value);
      }
      return BytesInput.copy(encoder.toBytes());
    }
  }

  private static DataPage split(ValuesWriter writer) throws IOException {
    return page(writer.getBytes(), Encoding.BYTE_STREAM_SPLIT);
  }

  private static DataPage page(BytesInput values, Encoding encoding) throws IOException {
    byte[] encoded = values.toByteArray();
    // Readers may look a few bytes further.
    byte[] bytes = new byte[OFFSET + encoded.length + Long.BYTES];
    System.arraycopy(encoded, 0, bytes, OFFSET, encoded.length);
    return new DataPage(
        bytes, OFFSET, OFFSET, OFFSET, OFFSET, OFFSET, OFFSET + encoded.length, encoding, COUNT);
  }
}
