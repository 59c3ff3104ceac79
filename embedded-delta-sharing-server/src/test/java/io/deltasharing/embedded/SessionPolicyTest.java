/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPolicyTest {

  private static final StorageLocation TABLE = new StorageLocation("lake", "s/c/t");

  @Test
  void allowsToReadOneLocation() {
    assertThat(SessionPolicy.json(TABLE))
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[\
            {"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::lake/s/c/t/*"]},\
            {"Effect":"Allow","Action":["s3:ListBucket"],"Resource":["arn:aws:s3:::lake"],\
            "Condition":{"StringLike":{"s3:prefix":["s/c/t","s/c/t/*"]}}}]}""");
  }

  @Test
  void isUnderstood() {
    assertThat(SessionPolicy.parse(SessionPolicy.json(TABLE))).isEqualTo(TABLE);
  }

  /** What is looked over could allow less than was meant, or more. */
  @ParameterizedTest
  @CsvSource({
    "Allow, Deny",
    "s3:GetObject, s3:*",
    "lake/s/c/t/*, *",
    "s/c/t/*, s/c/*",
    "StringLike, StringNotLike",
    "2012-10-17, 2008-10-17"
  })
  void isUnderstoodWholeOrNotAtAll(String part, String other) {
    String changed =
        SessionPolicy.json(TABLE).replaceFirst(java.util.regex.Pattern.quote(part), other);
    assertThatThrownBy(() -> SessionPolicy.parse(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Not a policy for one location; one is {");
  }

  @Test
  void isJson() {
    assertThatThrownBy(() -> SessionPolicy.parse("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The policy is not JSON");
  }
}
