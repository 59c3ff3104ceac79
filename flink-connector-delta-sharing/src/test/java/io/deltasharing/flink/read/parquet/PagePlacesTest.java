/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.read.RowRange;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.junit.jupiter.api.Test;

/** Pages of ten bytes each, behind a dictionary of ten. */
class PagePlacesTest {
  private static final int LENGTH = 10;
  private static final long ROWS = 12;

  @Test
  void pagesWithoutAWantedRowAreLeftOut() throws MalformedFileException {
    assertThat(places(0, 4, 8).pieces(List.of(new RowRange(5, 6)), false))
        .containsExactly(piece(0, 10, 0, 0), piece(20, 10, 4, 4));
  }

  /** Row 3 may have more values in the second page. */
  @Test
  void whatARowMayGoOnInIsReadToo() throws MalformedFileException {
    assertThat(places(0, 4, 8).pieces(List.of(new RowRange(3, 4)), true))
        .containsExactly(piece(0, 30, 0, 8));
  }

  /** It may have more of them in the second, which has nothing else, and in the third. */
  @Test
  void upToThePageInWhichTheNextRowBegins() throws MalformedFileException {
    assertThat(places(0, 4, 4, 6, 9).pieces(List.of(new RowRange(3, 4)), true))
        .containsExactly(piece(0, 40, 0, 6));
  }

  @Test
  void theLastPageMayHaveNoRowOfItsOwn() throws MalformedFileException {
    assertThat(places(0, 4, ROWS).pieces(List.of(new RowRange(11, 12)), true))
        .containsExactly(piece(0, 10, 0, 0), piece(20, 20, 4, 8));
    assertThatThrownBy(() -> places(0, 4, ROWS + 1)).isInstanceOf(MalformedFileException.class);
  }

  private static PagePlaces places(long... firstRows) throws MalformedFileException {
    List<PageLocation> pages = new ArrayList<>();
    for (long first : firstRows) {
      pages.add(new PageLocation((pages.size() + 1L) * LENGTH, LENGTH, first));
    }
    return PagePlaces.of(
        new OffsetIndex(pages), new ChunkRange(0, (pages.size() + 1) * LENGTH), ROWS);
  }

  private static ChunkPiece piece(long from, int length, long omitted, long rows) {
    return new ChunkPiece(new ChunkRange(from, length), omitted, rows);
  }
}
