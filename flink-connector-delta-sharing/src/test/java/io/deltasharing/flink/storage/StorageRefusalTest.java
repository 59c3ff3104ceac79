/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.s3a.AWSBadRequestException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class StorageRefusalTest {

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken, EXPIRED",
    "400, InvalidToken, EXPIRED",
    "400, TokenRefreshRequired, EXPIRED",
    "403, InvalidAccessKeyId, EXPIRED",
    "403, ExpiredToken, EXPIRED",
    "401, , EXPIRED",
    "400, , EXPIRED",
    "400, InvalidArgument, NONE",
    "403, AccessDenied, DENIED",
    "403, , DENIED",
    "404, NoSuchKey, NONE",
    "503, SlowDown, NONE"
  })
  void readsTheStoresAnswerAlsoThroughS3a(
      int status, @Nullable String code, StorageRefusal refusal) {
    AwsServiceException answer = answer(status, code);
    assertThat(StorageRefusal.of(answer)).isEqualTo(refusal);
    assertThat(StorageRefusal.of(new ExecutionException(translated(answer)))).isEqualTo(refusal);
  }

  @Test
  void goesByTheKindOfExceptionWithoutAnAnswer() {
    assertThat(StorageRefusal.of(new IOException(new AccessDeniedException("x"))))
        .isEqualTo(StorageRefusal.DENIED);
    assertThat(StorageRefusal.of(new FileNotFoundException("x"))).isEqualTo(StorageRefusal.NONE);
    assertThat(StorageRefusal.of(new IOException("reset"))).isEqualTo(StorageRefusal.NONE);
  }

  private static IOException translated(AwsServiceException answer) {
    IOException translated =
        switch (answer.statusCode()) {
          case 400 -> new AWSBadRequestException("x", answer);
          case 401, 403 -> new AccessDeniedException("x");
          default -> new IOException("x");
        };
    if (translated.getCause() == null) {
      translated.initCause(answer);
    }
    return translated;
  }

  private static AwsServiceException answer(int status, @Nullable String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
