/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings of stores that tests start. */
final class ExternalStores {

  static final String BUCKET = "lake";
  static final String ADMINISTRATOR = "AKIAADMINISTRATOR";
  static final String ROLE = "arn:aws:iam:::role/vendor";

  private ExternalStores() {}

  static ExternalStore at(URI endpoint) {
    return new ExternalStore(
        endpoint, endpoint, "us-east-1", BUCKET, ADMINISTRATOR, "admin-secret", ROLE);
  }

  static Path write(ExternalStore store, Path file) throws IOException {
    return Files.writeString(
        file,
        """
        endpoint=%s
        sts-endpoint=%s
        region=%s
        bucket=%s
        access-key-id=%s
        secret-access-key=%s
        role-arn=%s
        """
            .formatted(
                store.endpoint(),
                store.stsEndpoint(),
                store.region(),
                store.bucket(),
                store.accessKeyId(),
                store.secretAccessKey(),
                store.roleArn()));
  }
}
