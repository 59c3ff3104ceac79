/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.EmbeddedDeltaSharingExtension;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.plan.DataFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a deletion vector deletes, in a table whose ids are its rows' positions. */
class DeletionVectorITCase {
  private static final long ROWS = 3000;
  private static final long[] DELETED = {0, 1, 500, 1023, 1024, 2999};

  @RegisterExtension
  static final EmbeddedDeltaSharingExtension SERVER =
      EmbeddedDeltaSharingExtension.of(builder -> {});

  @TempDir Path directory;
  private SharedFixture shared;

  @BeforeEach
  void writeOneFile() throws Exception {
    StructType schema = new StructType().add("id", LongType.LONG);
    Path table = directory.resolve("t" + System.identityHashCode(this));
    shared =
        SharedFixture.create(
            SERVER.server(),
            table,
            schema,
            List.of(),
            Map.of("delta.enableDeletionVectors", "true"));
    List<Object[]> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      rows.add(new Object[] {id});
    }
    shared.table.append(rows);
  }

  @AfterEach
  void closeStorage() {
    shared.close();
  }

  @Test
  void deletesRowsByAnInlineVector() throws Exception {
    commitVector(DeletionVectors.inline(DELETED));
    assertOthersAreRead();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab"})
  void deletesRowsByAVectorInAFile(String prefix) throws Exception {
    commitVector(DeletionVectors.onDisk(shared.table.directory(), prefix, DELETED));
    EmbeddedDeltaSharingServer server = SERVER.server();
    long heads = server.counters().requests(RequestKind.STORE_HEAD);
    assertOthersAreRead();
    assertThat(server.counters().requests(RequestKind.STORE_HEAD)).isEqualTo(heads);
  }

  @Test
  void countsDeletedRowsInPositions() throws Exception {
    commitVector(DeletionVectors.inline(DELETED));
    DataFile file = file();
    assertThat(shared.positions(file, 1)).startsWith(2L, 3L);
    assertThat(shared.positions(file, 1023)).startsWith(1025L, 1026L).endsWith(2998L);
    assertThat(shared.positions(file, 2999)).isEmpty();
  }

  @Test
  void readsNothingWhereEveryRowIsDeleted() throws Exception {
    commitVector(DeletionVectors.inline(LongStream.range(0, ROWS).toArray()));
    assertThat(shared.readAll()).isEmpty();
  }

  @Test
  void namesAVectorThatIsGone() throws Exception {
    commitVector(DeletionVectors.onDisk(shared.table.directory(), "", DELETED));
    Path vector;
    try (Stream<Path> files = Files.list(shared.table.directory())) {
      vector = files.filter(it -> it.toString().endsWith(".bin")).findFirst().orElseThrow();
    }
    Files.delete(vector);
    DataFile file = file();
    assertThatThrownBy(() -> shared.positions(file, 0))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(
            "'s3://embedded-delta-sharing/s/d/"
                + shared.table.directory().getFileName()
                + "/"
                + vector.getFileName()
                + "' does not exist any more: it was probably removed by a VACUUM.");
  }

  /** What a vector says of itself fills no memory: neither inline nor in a file. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesVectorsThatAreNotWhatTheySay(boolean inline) throws Exception {
    assertRefused(
        inline,
        DeletionVectors.claiming(Integer.MAX_VALUE, 0),
        0,
        "cannot hold the 2147483647 bitmaps that it says it has");
    assertRefused(
        inline,
        DeletionVectors.claiming(-1, 0),
        0,
        "cannot hold the -1 bitmaps that it says it has");
    assertRefused(
        inline,
        DeletionVectors.allBefore(1L << 32),
        6,
        "deletes 4294967296 rows, where the log says 6");
    assertRefused(inline, new byte[16], 6, "is of an unknown format");
    byte[] cut = DeletionVectors.allBefore(3000);
    assertRefused(inline, Arrays.copyOf(cut, cut.length - 4), 3000, "is garbled");
  }

  /** A gap of two billion bitmaps would be filled by Kernel. */
  @Test
  void readsAVectorWithAFarKey() throws Exception {
    commitVector(DeletionVectors.inline(DeletionVectors.claiming(1, Integer.MAX_VALUE - 1), 0));
    assertThat(shared.readAll()).hasSize((int) ROWS);
  }

  @Test
  void keepsABillionDeletedRowsInAFewBytes() throws Exception {
    byte[] vector = DeletionVectors.allBefore(100_000_000);
    assertThat(vector).hasSizeLessThan(64 << 10);
    commitVector(DeletionVectors.inline(vector, 100_000_000));
    assertThat(shared.readAll()).isEmpty();
  }

  private void assertRefused(boolean inline, byte[] vector, long cardinality, String words)
      throws IOException {
    commitVector(
        inline
            ? DeletionVectors.inline(vector, cardinality)
            : DeletionVectors.onDisk(shared.table.directory(), "", vector, cardinality));
    DataFile file = file();
    assertThatThrownBy(() -> shared.positions(file, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "'"
                + file.path()
                + "' cannot be read: its deletion vector "
                + words
                + ". It lies in "
                + (inline ? "the log." : "'deletion_vector_"))
        .hasMessageEndingWith(". Tell the table's provider.");
  }

  private void assertOthersAreRead() throws IOException {
    List<Long> expected =
        LongStream.range(0, ROWS)
            .filter(it -> LongStream.of(DELETED).noneMatch(deleted -> deleted == it))
            .boxed()
            .toList();
    DataFile file = file();
    assertThat(shared.readAll()).extracting(it -> it.get(0)).isEqualTo(expected);
    assertThat(shared.positions(file, 0)).isEqualTo(expected);
  }

  private DataFile file() throws IOException {
    return shared.files().get(0);
  }

  /** What a DELETE writes: the file goes, and comes again with the vector. */
  private void commitVector(String descriptor) throws IOException {
    DataFile file = file();
    String commit =
        """
        {"commitInfo":{"timestamp":1,"operation":"DELETE"}}
        {"remove":{"path":"%1$s","deletionTimestamp":1,"dataChange":true}}
        {"add":{"path":"%1$s","partitionValues":{},"size":%2$d,"modificationTime":1,\
        "dataChange":true,"stats":"{\\"numRecords\\":%3$d}","deletionVector":%4$s}}
        """
            .formatted(file.path(), file.size(), ROWS, descriptor);
    Files.writeString(
        shared.table.directory().resolve("_delta_log/00000000000000000002.json"), commit);
  }
}
