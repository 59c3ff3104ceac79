/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Delta Sharing profile, version 1. */
record Profile(URI endpoint, BearerToken bearerToken) {

  String json() {
    return Json.object()
        .put("shareCredentialsVersion", 1)
        .put("endpoint", endpoint.toString())
        .put("bearerToken", bearerToken.value())
        .toPrettyString();
  }

  /** Nobody but its owner may read it, not even while it is being written. */
  void write(Path file) throws IOException {
    Files.deleteIfExists(file);
    PrivateFile.create(file);
    Files.writeString(file, json());
  }
}
