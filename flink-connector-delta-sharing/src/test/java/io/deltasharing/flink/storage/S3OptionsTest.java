/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3OptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.aws.credentials.provider",
        "fs.s3a.access.key",
        "fs.s3a.secret.key",
        "fs.s3a.session.token",
        "fs.s3a.impl",
        "fs.AbstractFileSystem.s3a.impl",
        "fs.file.impl",
        "fs.s3a.s3.client.factory.impl",
        "fs.s3a.assumed.role.arn",
        "fs.s3a.delegation.tokens.enabled",
        "fs.s3a.delegation.token.binding",
        "fs.s3a.custom.signers",
        "fs.s3a.signing-algorithm",
        "fs.s3a.encryption.key",
        "hadoop.security.credential.provider.path",
        "fs.s3a.security.credential.provider.path",
        "fs.s3a.bucket.lake.access.key",
        "fs.s3a.bucket.lake.input.stream.type",
        "fs.s3a.bucket.lake.delta-sharing.holder"
      })
  void refusesSettingsThatTouchCredentialsOrCode(String key) {
    Map<String, String> hadoop = Map.of(key, "x");
    assertThatThrownBy(() -> new S3Options(null, null, false, hadoop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Hadoop setting '"
                + key
                + "' must not be given: which code opens a shared table, and with which"
                + " credentials, is not for options to say. Remove it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.connection.maximum",
        "fs.s3a.attempts.maximum",
        "fs.s3a.proxy.host",
        "fs.s3a.bucket.probe"
      })
  void takesSettingsOfConnections(String key) {
    assertThatCode(() -> new S3Options(null, null, false, Map.of(key, "1")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.hadoop.fs.s3a.audit.impl.LoggingAuditor",
        "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
        "com.example.One, com.example.Other$Inner",
        "x=com.example.One"
      })
  void refusesValuesThatNameClasses(String value) {
    Map<String, String> hadoop = Map.of("fs.s3a.audit.service.classname", value);
    assertThatThrownBy(() -> new S3Options(null, null, false, hadoop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Hadoop setting 'fs.s3a.audit.service.classname' names a class, and which code opens"
                + " a shared table is not for options to say. Remove it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.com",
        "https://S3.Example.com/a.b.C",
        "1.5.Z",
        "Default_JSSE",
        "/tmp/a.b.C"
      })
  void takesValuesThatOnlyLookLikeThem(String value) {
    assertThatCode(() -> new S3Options(null, null, false, Map.of("fs.s3a.proxy.host", value)))
        .doesNotThrowAnyException();
  }

  @Test
  void isPrintedWithoutValues() {
    S3Options options =
        new S3Options(
            URI.create("http://localhost:9000"),
            "eu-1",
            true,
            Map.of("fs.s3a.proxy.password", "hush", "fs.s3a.proxy.host", "proxy"));
    assertThat(options)
        .hasToString(
            "S3Options[endpoint=http://localhost:9000, region=eu-1, pathStyleAccess=true,"
                + " hadoop={fs.s3a.proxy.host, fs.s3a.proxy.password}]");
  }

  @Test
  void cannotChangeWhatSafetyRestsOn() {
    S3Options options =
        new S3Options(
            null,
            null,
            false,
            Map.of(
                "fs.s3a.input.stream.type", "analytics",
                "fs.s3a.audit.enabled", "true",
                "fs.s3a.threads.max", "3"));
    Configuration configuration = S3Configuration.of(options, "holder-1");
    assertThat(configuration.get("fs.s3a.input.stream.type")).isEqualTo("classic");
    assertThat(configuration.get("fs.s3a.audit.enabled")).isEqualTo("false");
    assertThat(configuration.get("fs.s3a.aws.credentials.provider"))
        .isEqualTo(HeldCredentialProvider.class.getName());
    assertThat(configuration.get("fs.s3a.threads.max")).isEqualTo("3");
  }

  @Test
  void leavesARegionToHadoopsSetting() {
    Map<String, String> hadoop = Map.of("fs.s3a.endpoint.region", "eu-1");
    URI store = URI.create("http://localhost:9000");
    S3Options options = new S3Options(store, null, true, hadoop);
    assertThat(S3Configuration.of(options, "holder-1").get("fs.s3a.endpoint.region"))
        .isEqualTo("eu-1");
    S3Options both = new S3Options(store, "eu-2", true, hadoop);
    assertThat(S3Configuration.of(both, "holder-1").get("fs.s3a.endpoint.region"))
        .isEqualTo("eu-2");
  }

  @Test
  void reachesStoresOtherThanAws() {
    S3Options options = new S3Options(URI.create("http://localhost:9000"), null, true, Map.of());
    Configuration configuration = S3Configuration.of(options, "holder-1");
    assertThat(configuration.get("fs.s3a.endpoint")).isEqualTo("http://localhost:9000");
    assertThat(configuration.get("fs.s3a.endpoint.region")).isEqualTo("us-east-1");
    assertThat(configuration.get("fs.s3a.connection.ssl.enabled")).isEqualTo("false");
    assertThat(configuration.get("fs.s3a.path.style.access")).isEqualTo("true");
  }
}
