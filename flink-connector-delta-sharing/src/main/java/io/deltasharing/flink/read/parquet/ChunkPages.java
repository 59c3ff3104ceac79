/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column chunk, one after another. A page can be passed over by its header alone:
 * nothing is decompressed before it is asked for.
 */
final class ChunkPages {
  private static final ChunkBytes NO_BYTES = new ChunkBytes(new byte[0], 0, 0);

  private final Iterator<ChunkPiece.Loaded> pieces;
  private final Codec codec;
  private final boolean hasRepetition;
  private final boolean hasDefinition;
  private ChunkBytes chunk = NO_BYTES;
  private int position;
  private @Nullable PageHeader header;
  private int bodyFrom;

  /** Rows of pages left out before the current page. */
  private long omitted;

  /** Reused from page to page where nothing refers to it. */
  private byte @Nullable [] scratch;

  ChunkPages(
      List<ChunkPiece.Loaded> pieces, Codec codec, SchemaNode leaf, byte @Nullable [] scratch) {
    this.pieces = pieces.iterator();
    this.codec = codec;
    this.hasRepetition = leaf.repetition() > 0;
    this.hasDefinition = leaf.definition() > 0;
    this.scratch = scratch;
  }

  byte @Nullable [] scratch() {
    return scratch;
  }

  /**
   * Goes on to the next page of values or to a dictionary.
   *
   * @return whether there is one
   */
  boolean advance() throws MalformedFileException {
    omitted = 0;
    while (position < chunk.end() || nextPiece()) {
      ThriftBytes bytes = new ThriftBytes(chunk.array(), position, chunk.end());
      PageHeader next = bytes.pageHeader();
      bodyFrom = bytes.position();
      int length = next.getCompressed_page_size();
      if (length < 0 || length > chunk.end() - bodyFrom) {
        throw tooLong(length);
      }
      position = bodyFrom + length;
      header = next;
      if (next.getType() != PageType.INDEX_PAGE) {
        return true;
      }
    }
    header = null;
    return false;
  }

  private boolean nextPiece() throws MalformedFileException {
    while (pieces.hasNext()) {
      ChunkPiece.Loaded piece = pieces.next();
      omitted += piece.omitted();
      chunk = piece.bytes();
      position = chunk.from();
      checkRows(piece);
      if (position < chunk.end()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Holds the index of the pages against the pages: were it wrong, all that follows would be taken
   * for values of other rows. Where values repeat, only decoding could tell.
   */
  private void checkRows(ChunkPiece.Loaded piece) throws MalformedFileException {
    if (piece.rows() < 0 || hasRepetition) {
      return;
    }
    long rows = 0;
    for (int at = chunk.from(); at < chunk.end(); ) {
      ThriftBytes bytes = new ThriftBytes(chunk.array(), at, chunk.end());
      PageHeader page = bytes.pageHeader();
      int length = page.getCompressed_page_size();
      if (length < 0 || length > chunk.end() - bytes.position()) {
        throw tooLong(length);
      }
      at = bytes.position() + length;
      boolean hasValues =
          page.getType() == PageType.DATA_PAGE || page.getType() == PageType.DATA_PAGE_V2;
      rows += hasValues ? count(page) : 0;
    }
    if (rows != piece.rows()) {
      throw PagePlaces.garbled();
    }
  }

  /** How many rows are in the pages right before the current one that are not read. */
  long omitted() {
    return omitted;
  }

  /** Whether the current page is a dictionary. */
  boolean isDictionary() throws MalformedFileException {
    return current().getType() == PageType.DICTIONARY_PAGE;
  }

  /** How many levels the current page has. */
  int count() throws MalformedFileException {
    return count(current());
  }

  private static int count(PageHeader page) throws MalformedFileException {
    int count = isV2(page) ? v2(page).getNum_values() : v1(page).getNum_values();
    if (count < 0) {
      throw new MalformedFileException("a page says that it has " + count + " values");
    }
    return count;
  }

  /** The current page's bytes, if it is a dictionary. */
  DataPage dictionary() throws IOException {
    PageHeader page = current();
    DictionaryPageHeader dictionary = page.getDictionary_page_header();
    if (dictionary == null) {
      throw new MalformedFileException("a dictionary has no header");
    }
    Encoding encoding = dictionary.getEncoding();
    if (encoding != Encoding.PLAIN && encoding != Encoding.PLAIN_DICTIONARY) {
      throw new MalformedFileException("a dictionary is encoded by " + encoding);
    }
    checkSum(page);
    byte[] bytes =
        codec.decompress(
            chunk.array(),
            bodyFrom,
            page.getCompressed_page_size(),
            page.getUncompressed_page_size(),
            null,
            0);
    int count = dictionary.getNum_values();
    if (count < 0) {
      throw new MalformedFileException("a dictionary says that it has " + count + " values");
    }
    return new DataPage(
        bytes, 0, 0, 0, 0, 0, page.getUncompressed_page_size(), Encoding.PLAIN, count);
  }

  /**
   * The current page.
   *
   * @param keepsBytes whether values that refer to its bytes will outlive it
   */
  DataPage load(boolean keepsBytes) throws IOException {
    PageHeader page = current();
    checkSum(page);
    return isV2(page) ? loadV2(page, keepsBytes) : loadV1(page, keepsBytes);
  }

  private DataPage loadV1(PageHeader page, boolean keepsBytes) throws IOException {
    DataPageHeader data = v1(page);
    Encoding encoding = known(data.getEncoding());
    int length = page.getUncompressed_page_size();
    byte[] bytes;
    int from = 0;
    if (codec == Codec.NONE) {
      if (length != page.getCompressed_page_size()) {
        throw new MalformedFileException("a page that is not compressed has two lengths");
      }
      bytes = chunk.array();
      from = bodyFrom;
    } else {
      bytes = decompressed(page.getCompressed_page_size(), 0, length, encoding, keepsBytes);
    }
    int end = from + length;
    int repetitionFrom = from;
    int repetitionEnd = from;
    if (hasRepetition) {
      checkLevels(data.getRepetition_level_encoding());
      repetitionFrom = from + Integer.BYTES;
      repetitionEnd = levelsEnd(bytes, from, end);
    }
    int definitionFrom = repetitionEnd;
    int definitionEnd = repetitionEnd;
    if (hasDefinition) {
      checkLevels(data.getDefinition_level_encoding());
      definitionFrom = repetitionEnd + Integer.BYTES;
      definitionEnd = levelsEnd(bytes, repetitionEnd, end);
    }
    return new DataPage(
        bytes,
        repetitionFrom,
        repetitionEnd,
        definitionFrom,
        definitionEnd,
        definitionEnd,
        end,
        encoding,
        count());
  }

  private DataPage loadV2(PageHeader page, boolean keepsBytes) throws IOException {
    DataPageHeaderV2 data = v2(page);
    Encoding encoding = known(data.getEncoding());
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    int stored = page.getCompressed_page_size();
    int length = page.getUncompressed_page_size();
    if (repetition < 0
        || definition < 0
        || repetition > stored
        || definition > stored - repetition
        || definition + repetition > length) {
      throw new MalformedFileException("a page's levels are longer than the page");
    }
    int levels = repetition + definition;
    byte[] bytes;
    int from = 0;
    if (codec == Codec.NONE || !data.isIs_compressed()) {
      if (length != stored) {
        throw new MalformedFileException("a page that is not compressed has two lengths");
      }
      bytes = chunk.array();
      from = bodyFrom;
    } else {
      bytes = decompressed(stored - levels, levels, length - levels, encoding, keepsBytes);
      System.arraycopy(chunk.array(), bodyFrom, bytes, 0, levels);
    }
    return new DataPage(
        bytes,
        from,
        from + repetition,
        from + repetition,
        from + levels,
        from + levels,
        from + length,
        encoding,
        count());
  }

  /** The body behind the levels, and room for them before it. */
  private byte[] decompressed(
      int stored, int levels, int length, Encoding encoding, boolean keepsBytes)
      throws IOException {
    boolean keeps = keepsBytes && !DataPage.isDictionary(encoding);
    byte[] bytes =
        codec.decompress(
            chunk.array(), bodyFrom + levels, stored, length, keeps ? null : scratch, levels);
    if (!keeps) {
      scratch = bytes;
    }
    return bytes;
  }

  private void checkSum(PageHeader page) throws MalformedFileException {
    if (page.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(chunk.array(), bodyFrom, page.getCompressed_page_size());
      if ((int) crc.getValue() != page.getCrc()) {
        throw new MalformedFileException("a page does not match its checksum");
      }
    }
  }

  private static int levelsEnd(byte[] bytes, int from, int end) throws MalformedFileException {
    int length = end - from < Integer.BYTES ? -1 : LittleEndian.getInt(bytes, from);
    if (length < 0 || length > end - from - Integer.BYTES) {
      throw new MalformedFileException("a page's levels are longer than the page");
    }
    return from + Integer.BYTES + length;
  }

  private static void checkLevels(@Nullable Encoding encoding) throws MalformedFileException {
    if (encoding != Encoding.RLE) {
      throw new MalformedFileException(
          "levels are encoded by " + encoding + ", which is not supported");
    }
  }

  private static Encoding known(@Nullable Encoding encoding) throws MalformedFileException {
    if (encoding == null) {
      throw new MalformedFileException("a page has an encoding that nobody knows");
    }
    return encoding;
  }

  private PageHeader current() throws MalformedFileException {
    if (header == null) {
      throw tooFew();
    }
    return header;
  }

  private static boolean isV2(PageHeader page) {
    return page.getType() == PageType.DATA_PAGE_V2;
  }

  private static DataPageHeader v1(PageHeader page) throws MalformedFileException {
    DataPageHeader data = page.getData_page_header();
    if (page.getType() != PageType.DATA_PAGE || data == null) {
      throw new MalformedFileException("a page is of no kind that is known");
    }
    return data;
  }

  private static DataPageHeaderV2 v2(PageHeader page) throws MalformedFileException {
    DataPageHeaderV2 data = page.getData_page_header_v2();
    if (data == null) {
      throw new MalformedFileException("a page is of no kind that is known");
    }
    return data;
  }

  private static MalformedFileException tooLong(int length) {
    return new MalformedFileException("a page says that it has " + length + " bytes");
  }

  static MalformedFileException tooFew() {
    return new MalformedFileException("a column has fewer values than its row group");
  }
}
