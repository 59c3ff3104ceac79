/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;

/** Where the pages of a column chunk are, and which rows are in them. */
final class PagePlaces {
  private final List<PageLocation> pages;
  private final ChunkRange chunk;
  private final long rows;

  private PagePlaces(List<PageLocation> pages, ChunkRange chunk, long rows) {
    this.pages = pages;
    this.chunk = chunk;
    this.rows = rows;
  }

  /**
   * Of a chunk that is read.
   *
   * @param rows how many the row group has
   */
  static PagePlaces of(OffsetIndex index, ChunkRange chunk, long rows)
      throws MalformedFileException {
    PagePlaces places = firstRows(index, rows);
    long end = chunk.from();
    for (PageLocation page : places.pages) {
      long next = page.getOffset() + page.getCompressed_page_size();
      if (page.getOffset() < end || page.getCompressed_page_size() <= 0 || next > chunk.end()) {
        throw garbled();
      }
      end = next;
    }
    return new PagePlaces(places.pages, chunk, rows);
  }

  /** Of a chunk of which only the rows matter. */
  static PagePlaces firstRows(OffsetIndex index, long rows) throws MalformedFileException {
    List<PageLocation> pages = index.getPage_locations();
    if (pages.isEmpty() || pages.get(0).getFirst_row_index() != 0) {
      throw garbled();
    }
    for (int i = 1; i < pages.size(); i++) {
      if (pages.get(i).getFirst_row_index() < pages.get(i - 1).getFirst_row_index()) {
        throw garbled();
      }
    }
    // A last page may have no row of its own.
    if (pages.get(pages.size() - 1).getFirst_row_index() > rows) {
      throw garbled();
    }
    return new PagePlaces(pages, new ChunkRange(0, 0), rows);
  }

  int count() {
    return pages.size();
  }

  /** The first row of each page. */
  LongStream starts() {
    return pages.stream().mapToLong(PageLocation::getFirst_row_index);
  }

  long start(int page) {
    return pages.get(page).getFirst_row_index();
  }

  long end(int page) {
    return page + 1 < pages.size() ? start(page + 1) : rows;
  }

  /**
   * Those pages that have one of some rows, and the dictionary, if there is one.
   *
   * @param repeats whether a row may have several values. Writers are known that end a page within
   *     such a row, though there is an index, which has the next row as the first of the page
   *     behind: that is needed too, or the row would come without its last values.
   */
  List<ChunkPiece> pieces(List<RowRange> wanted, boolean repeats) {
    List<ChunkPiece> pieces = new ArrayList<>();
    long firstPage = pages.get(0).getOffset();
    if (firstPage > chunk.from()) {
      pieces.add(
          new ChunkPiece(new ChunkRange(chunk.from(), (int) (firstPage - chunk.from())), 0, 0));
    }
    long omitted = 0;
    boolean mayGoOn = false;
    for (int page = 0; page < pages.size(); page++) {
      boolean isWanted = isWanted(page, wanted);
      boolean isRead = isWanted || mayGoOn;
      mayGoOn = repeats && (isWanted || (mayGoOn && start(page) == end(page)));
      if (isRead) {
        append(pieces, page, omitted);
        omitted = 0;
      } else {
        omitted += end(page) - start(page);
      }
    }
    return pieces;
  }

  private void append(List<ChunkPiece> pieces, int page, long omitted) {
    PageLocation place = pages.get(page);
    long rowsOfPage = end(page) - start(page);
    ChunkRange range = new ChunkRange(place.getOffset(), place.getCompressed_page_size());
    int last = pieces.size() - 1;
    if (omitted == 0 && last >= 0 && pieces.get(last).range().end() == range.from()) {
      ChunkPiece before = pieces.get(last);
      ChunkRange joined =
          new ChunkRange(before.range().from(), before.range().length() + range.length());
      pieces.set(last, new ChunkPiece(joined, before.omitted(), before.rows() + rowsOfPage));
    } else {
      pieces.add(new ChunkPiece(range, omitted, rowsOfPage));
    }
  }

  private boolean isWanted(int page, List<RowRange> wanted) {
    long start = start(page);
    long end = end(page);
    return wanted.stream().anyMatch(it -> it.first() < end && start < it.end());
  }

  static MalformedFileException garbled() {
    return new MalformedFileException("the index of its pages is garbled");
  }
}
