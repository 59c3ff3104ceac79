/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.Credentials;
import io.deltasharing.flink.credentials.HeldCredential;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Refused requests, where a newer credential comes as soon as it is asked for. */
class RenewalTest {
  private final List<Long> refused = new ArrayList<>();
  private final CredentialHolder holder =
      new CredentialHolder(Credentials.ROOT, this::replace, () -> 0L);
  private final Renewal renewal = new Renewal(holder);
  private int sent;

  RenewalTest() {
    offer(1);
  }

  @Test
  void sendsAgainWithANewerCredential() throws IOException {
    assertThat(renewal.send(() -> refusedUntil(2, expired()))).isEqualTo(2);
    assertThat(refused).containsExactly(1L);
  }

  @Test
  void givesUpOnTokensThatAreDeadOnArrival() {
    assertThatThrownBy(() -> renewal.send(() -> refusedUntil(9, expired())))
        .isInstanceOf(S3Exception.class);
    assertThat(sent).isEqualTo(6);
  }

  @Test
  void takesASecondDenialForTheStoresLastWord() {
    assertThatThrownBy(() -> renewal.send(() -> refusedUntil(9, new AccessDeniedException("x"))))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(sent).isEqualTo(2);
  }

  /**
   * The request began with one credential and was signed with the next: it is refused once more.
   */
  @Test
  void doesNotBlameACredentialThatCameMeanwhile() throws IOException {
    assertThat(
            renewal.send(
                () -> {
                  if (sent == 0) {
                    offer(2);
                  }
                  return refusedUntil(7, expired());
                }))
        .isEqualTo(7);
    assertThat(refused).as("asked for").containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  private int refusedUntil(int attempt, Exception refusal) throws IOException {
    sent++;
    if (sent >= attempt) {
      return sent;
    }
    if (refusal instanceof IOException io) {
      throw io;
    }
    throw (S3Exception) refusal;
  }

  private void replace(long generation) {
    refused.add(generation);
    offer(generation + 1);
  }

  private void offer(long generation) {
    holder.offer(
        new HeldCredential(
            Credentials.vended(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(1)),
            generation));
  }

  private static Exception expired() {
    return S3Exception.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ExpiredToken").build())
        .build();
  }
}
