/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstFilesTest {

  @Test
  void yieldsAllFilesPieceByPieceInWhateverOrderTheyCome() {
    List<DataFile> all =
        IntStream.range(100, 200).mapToObj(it -> file("f" + it, (long) it)).toList();
    List<DataFile> found = new ArrayList<>();
    FileKey after = null;
    SnapshotFiles piece;
    do {
      piece = piece(all, after, 0, 7, found.size());
      assertThat(piece.remaining()).isEqualTo(100 - found.size());
      found.addAll(piece.files());
      after = found.get(found.size() - 1).key();
    } while (!piece.areLast());
    assertThat(found).isEqualTo(all);
  }

  @Test
  void skipsByNumber() {
    List<DataFile> all =
        IntStream.range(100, 110).mapToObj(it -> file("f" + it, (long) it)).toList();
    SnapshotFiles piece = piece(all, null, 4, 3, 1);
    assertThat(piece.files()).isEqualTo(all.subList(4, 7));
    assertThat(piece.remaining()).isEqualTo(6);
    assertThat(piece.remainingBytes()).isEqualTo(60);
    assertThat(piece(all, null, 7, 3, 2).areLast()).isTrue();
    assertThat(piece(all, null, 12, 3, 3))
        .isEqualTo(new SnapshotFiles(List.of(), 0, 0, Long.MAX_VALUE));
  }

  @Test
  void knowsTheLowestTimeBehindAPiece() {
    List<DataFile> all = List.of(file("a", 5L), file("b", 9L), file("c", 7L), file("d", 8L));
    assertThat(piece(all, null, 0, 1, 4).earliestBehind()).isEqualTo(7);
    assertThat(piece(all, null, 0, 3, 5).earliestBehind()).isEqualTo(8);
    List<DataFile> unknown = List.of(file("a", 5L), file("b", 9L), file("c", null));
    assertThat(piece(unknown, null, 0, 1, 6).earliestBehind()).isNull();
  }

  private static SnapshotFiles piece(
      List<DataFile> all, @Nullable FileKey after, int skip, int most, long seed) {
    List<DataFile> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    FirstFiles first = new FirstFiles(after, skip, most);
    shuffled.stream().filter(it -> !first.isBefore(it)).forEach(first::accept);
    return first.files();
  }

  @Test
  void countsWhatIsLeftOut() {
    DataFile kept = file("c", 1L);
    SnapshotFiles piece =
        piece(
            List.of(
                kept,
                skipped("a", FileFacts.Skip.BY_PARTITION, null),
                skipped("d", FileFacts.Skip.BY_PARTITION, 7L),
                skipped("e", FileFacts.Skip.BY_STATISTICS, 5L)),
            new FileKey("b", ""),
            0,
            10,
            1);
    assertThat(piece.files()).containsExactly(kept);
    assertThat(piece.areLast()).isTrue();
    assertThat(piece.remainingBytes()).isEqualTo(10);
    assertThat(piece.skipped()).isEqualTo(new SkippedFiles(1, 1, 20, 7L));
  }

  @Test
  void endsWhereRowsAreEnough() {
    FirstFiles first = new FirstFiles(null, 0, 10);
    first.accept(counted("d", 100L));
    first.accept(counted("a", 4L));
    first.accept(counted("b", null));
    first.accept(counted("c", 6L));
    assertThat(first.files(4).files()).containsExactly(counted("a", 4L));
    SnapshotFiles ten = first.files(10);
    assertThat(ten.files()).extracting(DataFile::path).containsExactly("a", "b", "c");
    assertThat(ten.areLast()).isTrue();
    assertThat(ten.remainingBytes()).isEqualTo(30);
    assertThat(first.files(1000).files()).hasSize(4);
  }

  private static DataFile skipped(String path, FileFacts.Skip skip, @Nullable Long earliest) {
    return file(path, null).with(new FileFacts(earliest, null, skip));
  }

  private static DataFile counted(String path, @Nullable Long rows) {
    return file(path, null).with(new FileFacts(null, rows, FileFacts.Skip.NOT));
  }

  private static DataFile file(String path, @Nullable Long earliest) {
    return new DataFile(path, 10, Map.of(), null)
        .with(new FileFacts(earliest, null, FileFacts.Skip.NOT));
  }
}
