/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.embedded.ExternalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The settings of an embedded store to start. */
final class StoreSettings {

  private static final int SECRET_BYTES = 20;
  private static final int ID_BYTES = 8;

  private StoreSettings() {}

  /** Makes up an administrator and writes the file, for its owner's eyes only. */
  static ExternalStore write(Path file, int port) throws IOException {
    String endpoint = "http://127.0.0.1:" + port;
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        file,
        List.of(
            "endpoint=" + endpoint,
            "sts-endpoint=" + endpoint,
            "region=us-east-1",
            "bucket=shared-tables",
            "access-key-id=AKIA" + random(ID_BYTES).toUpperCase(Locale.ROOT),
            "secret-access-key=" + random(SECRET_BYTES),
            "role-arn=arn:aws:iam:::role/vendor"));
    return ExternalStore.read(file);
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
