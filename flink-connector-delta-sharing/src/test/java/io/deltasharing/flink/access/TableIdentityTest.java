/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltasharing.flink.sharing.ClientFixture;
import io.deltasharing.flink.sharing.RetryPolicy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableIdentityTest {
  private ClientFixture fixture;
  private TableIdentity identity;

  @BeforeEach
  void start() throws IOException {
    fixture = new ClientFixture();
    identity =
        new TableIdentity(
            fixture.builder().retryPolicy(RetryPolicy.none()).build(),
            ClientFixture.TABLE,
            Metadata.of("7", "s3://b/t", List.of("s3a://c/u/")));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void knowsTheSameTableInAnotherSpelling() {
    answer("7", "s3a://b/t/");
    assertThatCode(identity::check).doesNotThrowAnyException();
  }

  @Test
  void findsATableMadeAnew() {
    answer("8", "s3://b/t");
    assertThatExceptionOfType(TableReplacedException.class)
        .isThrownBy(identity::check)
        .withMessage(
            "s.c.t was dropped and made anew: its id was 7 and is 8. Start the job without state"
                + " to read the new table.");
  }

  @Test
  void findsATableThatMoved() {
    answer("7", "s3://b/elsewhere");
    assertThatExceptionOfType(TableReplacedException.class)
        .isThrownBy(identity::check)
        .withMessage(
            "s.c.t was moved from 's3://b/t' to 's3://b/elsewhere'. Resume the job from its last"
                + " checkpoint if its log was moved along, else start it without state.");
  }

  @Test
  void aServerThatNoLongerSaysWhereATableLiesHasTheSame() {
    fixture.server.then(
        200,
        """
        {"protocol":{"minReaderVersion":1}}
        {"metaData":{"id":"7","schemaString":"{}"}}
        """);
    assertThatCode(identity::check).doesNotThrowAnyException();
  }

  @Test
  void findsALocationThatCame() {
    answer("7", "s3://b/t", "\"s3://c/u\"");
    assertThatCode(identity::check).doesNotThrowAnyException();
    answer("7", "s3://b/t", "\"s3://c/u\",\"s3://d/v\"");
    assertThatExceptionOfType(TableReplacedException.class)
        .isThrownBy(identity::check)
        .withMessage(
            "s.c.t has files at a further location now, 's3://d/v': it has to be opened anew. A job"
                + " with a restart strategy does so by itself; resume another one from its last"
                + " checkpoint.");
  }

  @Test
  void takesNoAnswerForAYes() {
    fixture.server.then(503, "");
    assertThatCode(identity::check).doesNotThrowAnyException();
    answer("7", "file:///etc");
    assertThatCode(identity::check).doesNotThrowAnyException();
  }

  private void answer(String id, String location) {
    answer(id, location, "");
  }

  private void answer(String id, String location, String auxiliary) {
    fixture.server.then(
        200,
        """
        {"protocol":{"minReaderVersion":1}}
        {"metaData":{"id":"%s","schemaString":"{}","location":"%s","auxiliaryLocations":[%s]}}
        """
            .formatted(id, location, auxiliary));
  }
}
