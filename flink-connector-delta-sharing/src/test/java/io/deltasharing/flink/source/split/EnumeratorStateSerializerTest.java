/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.plan.TableDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EnumeratorStateSerializerTest {
  private static final EnumeratorStateSerializer SERIALIZER = EnumeratorStateSerializer.INSTANCE;

  private static final EnumeratorState STATE =
      new EnumeratorState(
          "s.d.t",
          "id-1",
          SplitOrigin.snapshot(9, 2),
          new FileKey("a/1.parquet", "uab"),
          List.of(Splits.ofSnapshot(7, 0).at(0, 5)),
          new TableDefinition("id-1", "{}", List.of("day"), "name"),
          11,
          OptionalLong.of(12));

  private static final EnumeratorState TRACKED =
      new EnumeratorState(
          STATE.table(),
          STATE.tableId(),
          STATE.next(),
          STATE.lastHandedOut(),
          STATE.returned(),
          new TableDefinition(
              "id-1", "{}", List.of("day"), "name", new RowTrackingColumns("i", "co")),
          STATE.definitionVersion(),
          STATE.lastVersion());

  private static final EnumeratorState TIMED = TRACKED.withNewestTime(256);

  private static final EnumeratorState WITHOUT_OPTIONAL_PARTS =
      new EnumeratorState(
          "s.d.t",
          "id-1",
          SplitOrigin.commit(9, 2),
          null,
          List.of(),
          null,
          -1,
          OptionalLong.empty());

  /** Savepoints hold these bytes: never change them, add those of a later version. */
  private static final String VERSION_1 =
      "01" // the table was open
          + "00000005732e642e74"
          + "0000000469642d31"
          + "01" // next: a commit's
          + "0000000000000009"
          + "00000002"
          + "00000001" // one split came back
          + "00000000000000000700000000"
          + "0000000000000005"
          + "0000000c73372d302e70617271756574"
          + "00000000000003e8"
          + "0000000000";

  private static final String NOT_OPENED_VERSION_1 = "00";

  private static final String VERSION_2 =
      "01" // the table was open
          + "00000005732e642e74"
          + "0000000469642d31"
          + "00" // next: a snapshot's
          + "0000000000000009"
          + "00000002"
          + "00000001" // one split came back
          + "0000000000000005"
          + "00000001"
          + "00000000000000000700000000"
          + "00000000000003e8"
          + "0000000c73372d302e70617271756574"
          + "00000000000003e8"
          + "0000000000"
          + "00"
          + "01" // the file before next
          + "0000000b612f312e70617271756574"
          + "00000003756162"
          + "01" // the definition
          + "000000027b7d"
          + "000000046e616d65"
          + "0000000100000003646179"
          + "000000000000000b" // its version
          + "01000000000000000c"; // where the read ends

  private static final String VERSION_3 =
      "01" // the table was open
          + "00000005732e642e74"
          + "0000000469642d31"
          + "00" // next: a snapshot's
          + "0000000000000009"
          + "00000002"
          + "00000001" // one split came back
          + "0000000000000005"
          + "00000001"
          + "00000000000000000700000000"
          + "00000000000003e8"
          + "0000000c73372d302e70617271756574"
          + "00000000000003e8"
          + "0000000000"
          + "00"
          + "00000000000000007fffffffffffffff" // the whole file
          + "01" // the file before next
          + "0000000b612f312e70617271756574"
          + "00000003756162"
          + "01" // the definition
          + "000000027b7d"
          + "000000046e616d65"
          + "0000000100000003646179"
          + "000000000000000b" // its version
          + "01000000000000000c"; // where the read ends

  private static final String VERSION_4 =
      "01" // the table was open
          + "00000005732e642e74"
          + "0000000469642d31"
          + "00" // next: a snapshot's
          + "0000000000000009"
          + "00000002"
          + "00000001" // one split came back
          + "0000000000000005"
          + "00000001"
          + "00000000000000000700000000"
          + "00000000000003e8"
          + "0000000c73372d302e70617271756574"
          + "00000000000003e8"
          + "0000000000"
          + "00"
          + "00000000000000007fffffffffffffff" // the whole file
          + "00" // no numbers of rows
          + "01" // the file before next
          + "0000000b612f312e70617271756574"
          + "00000003756162"
          + "01" // the definition
          + "000000027b7d"
          + "000000046e616d65"
          + "0000000100000003646179"
          + "01000000016900000002636f" // where rows keep their ids
          + "000000000000000b" // its version
          + "01000000000000000c"; // where the read ends

  private static final String VERSION_5 = VERSION_4 + "0000000000000100"; // the newest time

  private static final String UNKNOWN_TIME_VERSION_5 = "8000000000000000";

  private static final String WITHOUT_OPTIONAL_PARTS_VERSION_2 =
      "01"
          + "00000005732e642e74"
          + "0000000469642d31"
          + "01000000000000000900000002"
          + "00000000"
          + "0000"
          + "ffffffffffffffff"
          + "00";

  @Test
  void writesVersion5() throws IOException {
    assertThat(SERIALIZER.getVersion()).isEqualTo(5);
    assertThat(written(TIMED)).isEqualTo(VERSION_5);
    assertThat(written(WITHOUT_OPTIONAL_PARTS))
        .isEqualTo(WITHOUT_OPTIONAL_PARTS_VERSION_2 + UNKNOWN_TIME_VERSION_5);
    assertThat(DeltaSharingSplitSerializerTest.hex(SERIALIZER.serialize(Optional.empty())))
        .isEqualTo(NOT_OPENED_VERSION_1);
  }

  @Test
  void readsVersion5() throws IOException {
    assertThat(read(5, VERSION_5)).contains(TIMED);
    assertThat(read(5, written(STATE))).contains(STATE);
  }

  @Test
  void readsVersion4() throws IOException {
    assertThat(read(4, VERSION_4)).contains(TRACKED);
  }

  @Test
  void readsVersion3() throws IOException {
    assertThat(read(3, VERSION_3)).contains(STATE);
  }

  @Test
  void readsVersion2() throws IOException {
    assertThat(read(2, VERSION_2)).contains(STATE);
    assertThat(read(2, WITHOUT_OPTIONAL_PARTS_VERSION_2)).contains(WITHOUT_OPTIONAL_PARTS);
    assertThat(read(2, NOT_OPENED_VERSION_1)).isEmpty();
  }

  @Test
  void readsVersion1() throws IOException {
    EnumeratorState state = read(1, VERSION_1).orElseThrow();
    assertThat(state.table()).isEqualTo("s.d.t");
    assertThat(state.tableId()).isEqualTo("id-1");
    assertThat(state.next()).isEqualTo(SplitOrigin.commit(9, 2));
    assertThat(state.returned()).hasToString("[DeltaSharingSplit[s7-0 s7-0.parquet from row 5]]");
    assertThat(state.lastHandedOut()).isNull();
    assertThat(state.definition()).isNull();
    assertThat(state.lastVersion()).isEmpty();
    assertThat(read(1, NOT_OPENED_VERSION_1)).isEmpty();
  }

  @Test
  void keepsReturnedSplitsInOrder() throws IOException {
    EnumeratorState state =
        new EnumeratorState(
            "t".repeat(70_000),
            "id",
            SplitOrigin.snapshot(0, 0),
            null,
            List.of(Splits.ofCommit(3, 1), Splits.ofCommit(2, 0), Splits.ofSnapshot(1, 4)),
            null,
            0,
            OptionalLong.empty());
    assertThat(SERIALIZER.deserialize(5, SERIALIZER.serialize(Optional.of(state)))).contains(state);
  }

  private static String written(EnumeratorState state) throws IOException {
    return DeltaSharingSplitSerializerTest.hex(SERIALIZER.serialize(Optional.of(state)));
  }

  private static Optional<EnumeratorState> read(int version, String hex) throws IOException {
    return SERIALIZER.deserialize(version, DeltaSharingSplitSerializerTest.bytes(hex));
  }

  @Test
  void refusesALaterVersion() {
    assertThatThrownBy(() -> SERIALIZER.deserialize(6, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The state was written in version 6 by a newer connector; this one reads versions up to 5."
                + " Use the connector that wrote it, or a newer one.");
  }

  @Test
  void missesATextThatMustBeThere() {
    // The name of the table is null, which is written as the length -1.
    byte[] bytes = DeltaSharingSplitSerializerTest.bytes("01ffffffff");
    assertThatThrownBy(() -> SERIALIZER.deserialize(1, bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("the state lacks a text that must be there");
  }
}
