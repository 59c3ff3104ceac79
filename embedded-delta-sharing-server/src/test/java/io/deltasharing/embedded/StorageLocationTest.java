/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageLocationTest {

  private static final StorageLocation TABLE = StorageLocation.parse("s3://lake/a/tbl1");

  @ParameterizedTest
  @ValueSource(strings = {"s3://lake/a/tbl1", "s3a://lake/a/tbl1/", "s3n://lake/a/tbl1//"})
  void equatesSchemesAndTrailingSlashes(String url) {
    assertThat(StorageLocation.parse(url)).isEqualTo(TABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lake/a", "s3://lake", "s3://lake/", "gs://lake/a", "s3:///a", ""})
  void refusesWhatIsNoLocation(String url) {
    assertThatThrownBy(() -> StorageLocation.parse(url)).hasMessageContaining("s3://bucket/path");
  }

  @Test
  void comparesWholeNames() {
    assertThat(TABLE.contains(TABLE)).isTrue();
    assertThat(TABLE.contains(StorageLocation.parse("s3://lake/a/tbl1/p=1"))).isTrue();
    assertThat(TABLE.contains(StorageLocation.parse("s3://lake/a/tbl10"))).isFalse();
    assertThat(TABLE.contains(StorageLocation.parse("s3://lake/a"))).isFalse();
    assertThat(TABLE.contains(StorageLocation.parse("s3://other/a/tbl1"))).isFalse();
  }

  @Test
  void holdsKeysBelowItsSlash() {
    assertThat(TABLE.holds("lake", "a/tbl1/x")).isTrue();
    assertThat(TABLE.holds("lake", "a/tbl1/")).isTrue();
    assertThat(TABLE.holds("lake", "a/tbl1")).isFalse();
    assertThat(TABLE.holds("lake", "a/tbl10/x")).isFalse();
  }
}
