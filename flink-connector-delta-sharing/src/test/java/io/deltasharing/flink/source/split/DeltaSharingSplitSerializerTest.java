/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.plan.RowTracking;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaSharingSplitSerializerTest {
  private static final DeltaSharingSplitSerializer SERIALIZER =
      DeltaSharingSplitSerializer.INSTANCE;

  private static final DeltaSharingSplit PLAIN =
      Splits.of(SplitOrigin.snapshot(7, 3), Splits.file("a b.parquet"), 258);

  private static final DeltaSharingSplit FULL =
      Splits.of(
          SplitOrigin.commit(8, 0),
          new DataFile("p=ü/1.parquet", 4096, Map.of("p", "ü"), Splits.ON_DISK),
          0);

  private static final DeltaSharingSplit TWO_FILES =
      new DeltaSharingSplit(
          List.of(
              new SplitFile(SplitOrigin.commit(8, 1), 1_000, Splits.file("a b.parquet").from(-5)),
              new SplitFile(
                  SplitOrigin.commit(9, 0),
                  2_000,
                  new DataFile("p=ü/1.parquet", 4096, Map.of("p", "ü"), Splits.ON_DISK))),
          258);

  /** Savepoints hold these bytes: never change them, add those of a later version. */
  private static final String PLAIN_VERSION_1 =
      "00" // a snapshot's
          + "0000000000000007"
          + "00000003"
          + "0000000000000102" // position
          + "0000000b6120622e70617271756574" // path
          + "00000000000003e8" // size
          + "00000000" // partition values
          + "00"; // no deletion vector

  private static final String FULL_VERSION_1 =
      "01" // a commit's
          + "0000000000000008"
          + "00000000"
          + "0000000000000000" // position
          + "0000000e703dc3bc2f312e70617271756574" // path
          + "0000000000001000" // size
          + "00000001" // partition values
          + "0000000170"
          + "00000002c3bc"
          + "01" // a deletion vector
          + "0000000175"
          + "0000000f61625e2d617145482e2d7440537d4b"
          + "00000001" // offset
          + "00000024"
          + "0000000000000002";

  private static final String TWO_FILES_VERSION_2 =
      "0000000000000102" // position in the first
          + "00000002" // files
          + "01" // a commit's
          + "0000000000000008"
          + "00000001"
          + "00000000000003e8" // committed at
          + "0000000b6120622e70617271756574" // path
          + "00000000000003e8" // size
          + "00000000" // partition values
          + "00" // no deletion vector
          + "01fffffffffffffffb" // oldest time
          + "01" // a commit's
          + "0000000000000009"
          + "00000000"
          + "00000000000007d0" // committed at
          + "0000000e703dc3bc2f312e70617271756574" // path
          + "0000000000001000" // size
          + "00000001" // partition values
          + "0000000170"
          + "00000002c3bc"
          + "01" // a deletion vector
          + "0000000175"
          + "0000000f61625e2d617145482e2d7440537d4b"
          + "00000001" // offset
          + "00000024"
          + "0000000000000002"
          + "00"; // no times

  private static final DeltaSharingSplit PART =
      new DeltaSharingSplit(
          List.of(
              new SplitFile(
                  SplitOrigin.commit(8, 1),
                  1_000,
                  Splits.file("a b.parquet"),
                  new FileSection(256, 512))),
          258);

  private static final String PART_VERSION_3 =
      "0000000000000102" // position
          + "00000001" // files
          + "01" // a commit's
          + "0000000000000008"
          + "00000001"
          + "00000000000003e8" // committed at
          + "0000000b6120622e70617271756574" // path
          + "00000000000003e8" // size
          + "00000000" // partition values
          + "00" // no deletion vector
          + "00" // no times
          + "0000000000000100" // the part
          + "0000000000000200";

  private static final DeltaSharingSplit TRACKED =
      new DeltaSharingSplit(
          List.of(
              new SplitFile(
                  SplitOrigin.commit(8, 1),
                  1_000,
                  Splits.file("a b.parquet").with(new RowTracking(70, 6)),
                  new FileSection(256, 512)),
              new SplitFile(SplitOrigin.commit(9, 0), 2_000, Splits.file("c").from(-5))),
          258);

  private static final String TRACKED_VERSION_4 =
      "0000000000000102" // position in the first
          + "00000002" // files
          + "01" // a commit's
          + "0000000000000008"
          + "00000001"
          + "00000000000003e8" // committed at
          + "0000000b6120622e70617271756574" // path
          + "00000000000003e8" // size
          + "00000000" // partition values
          + "00" // no deletion vector
          + "00" // no times
          + "0000000000000100" // the part
          + "0000000000000200"
          + "01" // numbers of rows
          + "0000000000000046"
          + "0000000000000006"
          + "01" // a commit's
          + "0000000000000009"
          + "00000000"
          + "00000000000007d0" // committed at
          + "0000000163" // path
          + "00000000000003e8" // size
          + "00000000" // partition values
          + "00" // no deletion vector
          + "01fffffffffffffffb" // oldest time
          + "0000000000000000" // the whole file
          + "7fffffffffffffff"
          + "00"; // no numbers of rows

  @Test
  void writesVersion5WhichIsTheFourthForSplits() throws IOException {
    assertThat(SERIALIZER.getVersion()).isEqualTo(5);
    assertThat(hex(SERIALIZER.serialize(TRACKED))).isEqualTo(TRACKED_VERSION_4);
  }

  @Test
  void readsVersions5And4() throws IOException {
    assertThat(SERIALIZER.deserialize(5, bytes(TRACKED_VERSION_4))).isEqualTo(TRACKED);
    assertThat(SERIALIZER.deserialize(4, bytes(TRACKED_VERSION_4))).isEqualTo(TRACKED);
  }

  @Test
  void readsVersion3() throws IOException {
    assertThat(SERIALIZER.deserialize(3, bytes(PART_VERSION_3))).isEqualTo(PART);
  }

  @Test
  void readsVersion2() throws IOException {
    assertThat(SERIALIZER.deserialize(2, bytes(TWO_FILES_VERSION_2))).isEqualTo(TWO_FILES);
  }

  @Test
  void readsVersion1() throws IOException {
    assertThat(SERIALIZER.deserialize(1, bytes(PLAIN_VERSION_1))).isEqualTo(withoutTime(PLAIN));
    assertThat(SERIALIZER.deserialize(1, bytes(FULL_VERSION_1))).isEqualTo(withoutTime(FULL));
  }

  /** Version 1 did not say when a version was committed. */
  private static DeltaSharingSplit withoutTime(DeltaSharingSplit split) {
    SplitFile file = split.files().get(0);
    return new DeltaSharingSplit(
        List.of(new SplitFile(file.origin(), 0, file.file())), split.position());
  }

  @ParameterizedTest
  @MethodSource
  void keepsWhatItWrites(DataFile file) throws IOException {
    DeltaSharingSplit split =
        Splits.of(SplitOrigin.commit(Long.MAX_VALUE, 12), file, Long.MAX_VALUE);
    assertThat(SERIALIZER.deserialize(5, SERIALIZER.serialize(split))).isEqualTo(split);
  }

  static Stream<DataFile> keepsWhatItWrites() {
    String long70k = "x".repeat(70_000);
    return Stream.of(
        Splits.partitioned("a", "day", null),
        Splits.partitioned("a", "day", ""),
        Splits.partitioned("a", "day", "2026-01-01"),
        Splits.partitioned(long70k, long70k, long70k),
        Splits.file("𝄞 %41+ü.parquet"),
        Splits.file("a").with(new RowTracking(Long.MAX_VALUE, 0)),
        Splits.file("a", Splits.ON_DISK).with(new RowTracking(1, 2)),
        Splits.file("a", Splits.ON_DISK),
        Splits.file("a", Splits.INLINE));
  }

  @Test
  void refusesALaterVersion() {
    assertThatThrownBy(() -> SERIALIZER.deserialize(6, bytes(PLAIN_VERSION_1)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The state was written in version 6 by a newer connector; this one reads versions up to 5."
                + " Use the connector that wrote it, or a newer one.");
  }

  @Test
  void refusesAnUnknownPhase() {
    byte[] bytes = bytes(PLAIN_VERSION_1);
    bytes[0] = 2;
    assertThatThrownBy(() -> SERIALIZER.deserialize(1, bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("the state has a phase that is not known: 2");
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
