/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.FileSection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that flipping single ones seldom makes. */
class GarbledPagesTest {
  private static final byte[] TEXT =
      "to be or not to be ".repeat(50).getBytes(StandardCharsets.UTF_8);

  @Test
  void whatIsNotCompressedIsNoLonger() {
    assertThatThrownBy(() -> Codec.NONE.decompress(new byte[10], 0, 10, 0x1FFF_FFFF, null, 0))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("a page of 10 bytes says that it has 536870911");
  }

  @Test
  void theSumOfAGzipIsChecked() throws IOException {
    byte[] packed = gzip();
    assertThat(Arrays.copyOf(unpack(packed, TEXT.length), TEXT.length)).isEqualTo(TEXT);
    packed[packed.length - Long.BYTES] ^= 1;
    assertThatThrownBy(() -> unpack(packed, TEXT.length))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("cannot be decompressed");
  }

  @Test
  void aGzipHasNoMoreThanItSays() throws IOException {
    byte[] packed = gzip();
    assertThatThrownBy(() -> unpack(packed, TEXT.length - 1))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("has more bytes when decompressed than 949");
  }

  @ParameterizedTest
  @ValueSource(bytes = {0x1C, 0x19})
  void structuresAreNotNestedWithoutEnd(byte opening) {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, opening);
    assertThatThrownBy(() -> new ThriftBytes(bytes, 0, bytes.length).fileMetaData())
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void aTextBehindTheEndOfItsPageIsNone() throws IOException {
    byte[] bytes = {1, 0, 0, 0, 'a', -3, -1, -1, 127};
    DataPage page = new DataPage(bytes, 0, 0, 0, 0, 0, 5, Encoding.PLAIN, 2);
    assertThatThrownBy(() -> BytesSource.ofTexts(page).read(new int[2], new int[2], 0, 2))
        .isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> BytesSource.ofTexts(page).skip(2))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void aDayOutOfAllTimeIsNotTakenForAnother() throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0)
            .putInt(Integer.MAX_VALUE)
            .array();
    LongSource source =
        LongConversions.ofInt96(
            new DataPage(bytes, 0, 0, 0, 0, 0, bytes.length, Encoding.PLAIN, 1));
    assertThatThrownBy(() -> source.read(new long[1], 0, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void unsignedNumbersOfOldWritersAreKnownAsSuch() {
    SchemaElement element = element(FieldRepetitionType.REQUIRED, Type.INT64);
    element.setConverted_type(ConvertedType.UINT_64);
    assertThat(new SchemaNode(element, 0, 0, 0, List.of()).isUnsigned()).isTrue();
  }

  /** Its rows would be missing where a file is read in sections. */
  @Test
  void aRowGroupThatBeginsNowhereIsNotLeftOut() throws IOException {
    ColumnMetaData column =
        new ColumnMetaData(
            Type.INT32, List.of(), List.of("c"), CompressionCodec.UNCOMPRESSED, 1, 4, 4, -5);
    ColumnChunk chunk = new ColumnChunk(0);
    chunk.setMeta_data(column);
    SchemaNode schema =
        new SchemaNode(element(FieldRepetitionType.REQUIRED, Type.INT32), 0, 0, 0, List.of());
    Footer footer =
        new Footer(
            schema,
            List.of(new RowGroup(List.of(chunk), 4, 1)),
            100,
            List.of(),
            WritersCalendar.PROLEPTIC);
    assertThatThrownBy(() -> footer.groupsIn(new FileSection(0, 50)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("a row group begins at -5");
    column.setData_page_offset(60);
    assertThat(footer.groupsIn(new FileSection(0, 50))).isEmpty();
    assertThat(footer.groupsIn(new FileSection(50, Long.MAX_VALUE))).hasSize(1);
  }

  @Test
  void aColumnHasOneDictionary() throws IOException {
    SchemaNode leaf =
        new SchemaNode(element(FieldRepetitionType.REQUIRED, Type.BYTE_ARRAY), 0, 0, 0, List.of());
    LeafColumn column =
        opened(
            leaf,
            new BytesValues(BytesSource::ofTexts, Integer.BYTES),
            dictionary("a"),
            indexes(),
            dictionary("b"),
            indexes());
    assertThatThrownBy(() -> column.readFlat(new Columns(1), 0, 2))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("two dictionaries");
  }

  @Test
  void aColumnBeginsWithARow() throws IOException {
    SchemaNode leaf =
        new SchemaNode(element(FieldRepetitionType.REPEATED, Type.BYTE_ARRAY), 1, 1, 0, List.of());
    BytesValues values = new BytesValues(BytesSource::ofTexts, Integer.BYTES);
    opened(leaf, values, elements(0)).readNested(1);
    assertThatThrownBy(() -> opened(leaf, values, elements(1)).readNested(1))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("begins in the middle of a row");
    LeafColumn passedOver = opened(leaf, values, elements(1));
    passedOver.skip(1);
    assertThatThrownBy(() -> passedOver.readNested(0)).isInstanceOf(MalformedFileException.class);
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(TEXT);
    }
    return out.toByteArray();
  }

  private static byte[] unpack(byte[] packed, int expected) throws IOException {
    return Codec.GZIP.decompress(packed, 0, packed.length, expected, null, 0);
  }

  private static SchemaElement element(FieldRepetitionType repetition, Type type) {
    SchemaElement element = new SchemaElement("c");
    element.setRepetition_type(repetition);
    element.setType(type);
    return element;
  }

  private static LeafColumn opened(SchemaNode leaf, LeafValues values, byte[]... pages)
      throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    for (byte[] page : pages) {
      chunk.write(page);
    }
    // Readers may look a few bytes further.
    byte[] bytes = Arrays.copyOf(chunk.toByteArray(), chunk.size() + Long.BYTES);
    LeafColumn column = new LeafColumn(leaf, values, leaf.definition());
    column.open(
        List.of(new ChunkPiece.Loaded(new ChunkBytes(bytes, 0, chunk.size()), 0, -1)), Codec.NONE);
    return column;
  }

  private static byte[] dictionary(String letter) throws IOException {
    byte[] body = {1, 0, 0, 0, (byte) letter.charAt(0)};
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, body.length, body.length);
    header.setDictionary_page_header(new DictionaryPageHeader(1, Encoding.PLAIN));
    return page(header, body);
  }

  /** One index, 0, by a run of one. */
  private static byte[] indexes() throws IOException {
    return values(new byte[] {1, 2, 0}, Encoding.RLE_DICTIONARY);
  }

  /** One text, behind the levels of a repeated column. */
  private static byte[] elements(int repetition) throws IOException {
    byte[] body = {2, 0, 0, 0, 2, (byte) repetition, 2, 0, 0, 0, 2, 1, 1, 0, 0, 0, 'a'};
    return values(body, Encoding.PLAIN);
  }

  private static byte[] values(byte[] body, Encoding encoding) throws IOException {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, body.length, body.length);
    header.setData_page_header(new DataPageHeader(1, encoding, Encoding.RLE, Encoding.RLE));
    return page(header, body);
  }

  private static byte[] page(PageHeader header, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writePageHeader(header, out);
    out.write(body);
    return out.toByteArray();
  }
}
