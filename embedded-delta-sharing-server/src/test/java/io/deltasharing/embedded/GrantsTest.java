/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrantsTest {

  private final ManualClock clock = new ManualClock();
  private final Grants grants = new Grants(clock, Duration.ofSeconds(15));

  @Test
  void expireAtTheEndOfTheirLifetime() {
    Grant grant = grants.vend(new StorageLocation("lake", "t"));
    clock.advance(Duration.ofSeconds(15).minusNanos(1));
    assertThat(grant.isExpired(clock.instant())).isFalse();
    clock.advance(Duration.ofNanos(1));
    assertThat(grant.isExpired(clock.instant())).isTrue();
    assertThat(grants.find(grant.accessKeyId())).contains(grant);
  }

  @Test
  void differFromEachOther() {
    Grant first = grants.vend(new StorageLocation("lake", "t"));
    Grant second = grants.vend(new StorageLocation("lake", "t"));
    assertThat(first.accessKeyId()).isNotEqualTo(second.accessKeyId()).hasSize(20);
    assertThat(first.secretAccessKey()).isNotEqualTo(second.secretAccessKey()).hasSize(40);
    assertThat(first.sessionToken()).isNotEqualTo(second.sessionToken());
  }

  @Test
  void areNotPrinted() {
    Grant grant = grants.vend(new StorageLocation("lake", "t"));
    assertThat(grant.toString())
        .contains("s3://lake/t")
        .doesNotContain(grant.accessKeyId(), grant.secretAccessKey(), grant.sessionToken());
    assertThat(new BearerToken("tell-nobody").toString()).doesNotContain("tell-nobody");
  }
}
