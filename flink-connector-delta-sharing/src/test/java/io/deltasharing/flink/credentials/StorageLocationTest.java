/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageLocationTest {

  @ParameterizedTest
  @CsvSource({
    "s3://b/t, s3://b/t",
    "s3a://b/t/, s3://b/t",
    "S3N://b/t//, s3://b/t",
    "s3://b/lake//t///x, s3://b/lake/t/x",
    "s3://b, s3://b",
    "s3://b/, s3://b",
    "abfs://c@a.dfs.core.windows.net/t, abfss://c@a.dfs.core.windows.net/t",
    "gs://b/a b%20c, gs://b/a b%20c",
  })
  void hasOneSpelling(String text, String spelling) {
    assertThat(StorageLocation.parse(text)).hasToString(spelling);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "/etc/passwd",
        "http://169.254.169.254/latest",
        "hdfs://nn/t",
        "s3:///t",
        "s3://b/../c",
        "s3://b/t/..",
        "s3://b/./t",
        "",
        "s3://169.254.169.254:80/latest",
        "s3://b#.evil/x",
        "s3://b?x=/y",
        "s3://a@b@c/x",
      })
  void refusesWhatIsNoPlaceInACloudStore(String text) {
    assertThatThrownBy(() -> StorageLocation.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatIsLongerThanAnyKey() {
    assertThatThrownBy(() -> StorageLocation.parse("s3://b/" + "x".repeat(100_000)))
        .hasMessage("a location of 100007 characters is none of an object store");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b/t, s3://b/t, true",
    "s3://b/t, s3a://b/t/x, true",
    "s3://b, s3://b/t/x, true",
    "s3://b/t, s3://b/t1/x, false",
    "s3://b/t, s3://b, false",
    "s3://b/t, s3://c/t/x, false",
    "s3://b/t, gs://b/t/x, false",
  })
  void containsOnlyBelowASlash(String directory, String file, boolean contained) {
    assertThat(StorageLocation.parse(directory).contains(StorageLocation.parse(file)))
        .isEqualTo(contained);
  }

  @Test
  void resolvesPathsOfALog() {
    StorageLocation root = StorageLocation.parse("s3://b/t");
    assertThat(root.resolve("p=1/a.parquet")).hasToString("s3://b/t/p=1/a.parquet");
    assertThat(root.resolve("s3a://other/a.parquet")).hasToString("s3://other/a.parquet");
    assertThatThrownBy(() -> root.resolve("../u/a.parquet"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.resolve("file:/etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scopePicksTheLongestPrefixAndRefusesTheRest() {
    CredentialHolder root = holder("s3://b/t");
    CredentialHolder nested = holder("s3://b/t/clone");
    CredentialScope scope = new CredentialScope(List.of(root, nested));

    assertThat(scope.holderOf(StorageLocation.parse("s3://b/t/a"))).isSameAs(root);
    assertThat(scope.holderOf(StorageLocation.parse("s3://b/t/clone/a"))).isSameAs(nested);
    assertThat(scope.holderOf(StorageLocation.parse("s3://b/t/clones/a"))).isSameAs(root);
    assertThatThrownBy(() -> scope.holderOf(StorageLocation.parse("s3://b/u/a")))
        .isInstanceOf(OutOfScopeException.class)
        .hasMessage(
            "'s3://b/u/a' lies outside the shared locations s3://b/t/clone, s3://b/t: it is not"
                + " read. Tell the table's provider that its log names it.");
  }

  private static CredentialHolder holder(String location) {
    return new CredentialHolder(StorageLocation.parse(location), generation -> {}, () -> 0L);
  }
}
