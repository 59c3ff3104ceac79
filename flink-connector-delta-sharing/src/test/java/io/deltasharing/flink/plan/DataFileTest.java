/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataFileTest {

  @Test
  void isOrderedByPathAndThenByDeletionVector() {
    List<DataFile> ordered =
        List.of(
            file("A.parquet", 9, null),
            file("a.parquet", 5, null),
            file("a.parquet", 5, new DeletionVector("i", "x", null, 1, 1)),
            file("a.parquet", 5, new DeletionVector("u", "x", 1, 1, 1)),
            file("a.parquet", 5, new DeletionVector("u", "x", 20, 1, 1)),
            file("a.parquet", 5, new DeletionVector("u", "y", 1, 1, 1)),
            file("b.parquet", 1, null));
    List<DataFile> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(42));
    shuffled.sort(Comparator.comparing(DataFile::key));
    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void tellsDeletionVectorsApart() {
    assertThat(new DeletionVector("u", "ab", 1, 36, 2).id()).isEqualTo("uab@1");
    assertThat(new DeletionVector("i", "ab", null, 36, 2).id()).isEqualTo("iab");
  }

  private static DataFile file(String path, long size, @Nullable DeletionVector vector) {
    return new DataFile(path, size, Map.of(), vector);
  }
}
