/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnumeratorStateSerializerTest {
  private static final EnumeratorStateSerializer SERIALIZER = EnumeratorStateSerializer.INSTANCE;

  private static final EnumeratorState STATE =
      new EnumeratorState(
          "s.d.t", "id-1", SplitOrigin.commit(9, 2), List.of(Splits.ofSnapshot(7, 0).at(5)));

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

  @Test
  void writesVersion1() throws IOException {
    assertThat(SERIALIZER.getVersion()).isEqualTo(1);
    assertThat(DeltaSharingSplitSerializerTest.hex(SERIALIZER.serialize(Optional.of(STATE))))
        .isEqualTo(VERSION_1);
    assertThat(DeltaSharingSplitSerializerTest.hex(SERIALIZER.serialize(Optional.empty())))
        .isEqualTo(NOT_OPENED_VERSION_1);
  }

  @Test
  void readsVersion1() throws IOException {
    assertThat(SERIALIZER.deserialize(1, DeltaSharingSplitSerializerTest.bytes(VERSION_1)))
        .contains(STATE);
    assertThat(
            SERIALIZER.deserialize(1, DeltaSharingSplitSerializerTest.bytes(NOT_OPENED_VERSION_1)))
        .isEmpty();
  }

  @Test
  void keepsReturnedSplitsInOrder() throws IOException {
    EnumeratorState state =
        new EnumeratorState(
            "t".repeat(70_000),
            "id",
            SplitOrigin.snapshot(0, 0),
            List.of(Splits.ofCommit(3, 1), Splits.ofCommit(2, 0), Splits.ofSnapshot(1, 4)));
    assertThat(SERIALIZER.deserialize(1, SERIALIZER.serialize(Optional.of(state)))).contains(state);
  }

  @Test
  void refusesALaterVersion() {
    assertThatThrownBy(() -> SERIALIZER.deserialize(3, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The state was written in version 3 by a newer connector; this one reads version 1."
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
