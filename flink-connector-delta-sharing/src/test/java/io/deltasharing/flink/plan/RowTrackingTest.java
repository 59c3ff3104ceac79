/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commits say of the ids of rows. */
class RowTrackingTest {
  private final CommitParser parser = new CommitParser("market.live.trades", file -> file);

  @ParameterizedTest
  @CsvSource({"7, 3", "0, 0", "9223372036854775807, 1"})
  void readsTheNumbersOfRows(long baseRowId, long commitVersion) {
    assertThat(
            add("'baseRowId':" + baseRowId + ",'defaultRowCommitVersion':" + commitVersion)
                .rowTracking())
        .isEqualTo(new RowTracking(baseRowId, commitVersion));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'size':1",
        "'baseRowId':7",
        "'defaultRowCommitVersion':3",
        "'baseRowId':null,'defaultRowCommitVersion':null",
        "'baseRowId':'7','defaultRowCommitVersion':3",
        "'baseRowId':7.5,'defaultRowCommitVersion':3",
        "'baseRowId':9223372036854775808,'defaultRowCommitVersion':3"
      })
  void hasNoNumbersButTwoWholeOnes(String numbers) {
    assertThat(add(numbers).rowTracking()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "yes, false"})
  void readsWhereRowsKeepTheirIds(String enabled, boolean tracked) {
    assertThat(
            definition(
                "'delta.enableRowTracking':'"
                    + enabled
                    + "','delta.rowTracking.materializedRowIdColumnName':'a',"
                    + "'delta.rowTracking.materializedRowCommitVersionColumnName':'b'"))
        .isEqualTo(
            new TableDefinition(
                "x", "{}", List.of(), "none", tracked ? new RowTrackingColumns("a", "b") : null));
  }

  @Test
  void aTableThatDoesNotNameBothColumnsDoesNotTrackRows() {
    assertThat(
            definition(
                    "'delta.enableRowTracking':'true',"
                        + "'delta.rowTracking.materializedRowIdColumnName':'a'")
                .rowTracking())
        .isNull();
  }

  @Test
  void numbersRowsByTheirPlace() {
    assertThat(new RowTracking(7, 3).idOf(0)).isEqualTo(7);
    assertThat(new RowTracking(7, 3).idOf(35)).isEqualTo(42);
    assertThatThrownBy(() -> new RowTracking(Long.MAX_VALUE, 3).idOf(1))
        .isInstanceOf(ArithmeticException.class);
  }

  private DataFile add(String fields) {
    return parse("{'add':{'path':'p'," + fields + "}}").added().get(0);
  }

  private TableDefinition definition(String properties) {
    return Objects.requireNonNull(
        parse("{'metaData':{'id':'x','schemaString':'{}','configuration':{" + properties + "}}}")
            .definition());
  }

  private Commit parse(String line) {
    return parser.parse(7, line.replace('\'', '"').getBytes(UTF_8), 0);
  }
}
