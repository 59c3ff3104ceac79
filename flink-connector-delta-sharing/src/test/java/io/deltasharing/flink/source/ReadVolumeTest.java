/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadVolumeTest {
  private static final long MB = 1L << 20;

  @Test
  void givesEachTaskEnoughToDo() {
    assertThat(new ReadVolume(1000 * MB, 100).tasks(128 * MB, 50)).isEqualTo(8);
    assertThat(new ReadVolume(1024 * MB, 100).tasks(128 * MB, 50)).isEqualTo(8);
    assertThat(new ReadVolume(1025 * MB, 100).tasks(128 * MB, 50)).isEqualTo(9);
  }

  @Test
  void goesNotBeyondItsBounds() {
    assertThat(new ReadVolume(1000 * MB, 100).tasks(MB, 50)).isEqualTo(50);
    assertThat(new ReadVolume(1000 * MB, 3).tasks(MB, 50)).as("a file has one reader").isEqualTo(3);
    assertThat(ReadVolume.NOTHING.tasks(MB, 50)).isEqualTo(1);
    assertThat(new ReadVolume(-1, -1).tasks(0, 50)).isEqualTo(1);
    assertThat(new ReadVolume(Long.MAX_VALUE, Long.MAX_VALUE).tasks(1, 50)).isEqualTo(50);
  }

  @Test
  void countsWhatOpeningFilesCosts() {
    assertThat(new ReadVolume(1000, 1000).tasks(100 * MB, 50)).isEqualTo(40);
  }

  @Test
  void addsUp() {
    assertThat(new ReadVolume(1, 2).plus(3, 4)).isEqualTo(new ReadVolume(4, 6));
  }
}
