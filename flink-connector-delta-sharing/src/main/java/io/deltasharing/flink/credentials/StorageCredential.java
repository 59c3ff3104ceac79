/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import io.deltasharing.flink.secret.Secret;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a cloud store wants to see of a reader. Secrets in it print as {@code ***}. */
public sealed interface StorageCredential extends Serializable {

  /** Whether the store of a location takes credentials of this kind. */
  boolean opens(StorageLocation location);

  /**
   * Temporary credentials of AWS STS, or of a store that speaks the S3 protocol.
   *
   * @param sessionToken null where a store's keys have none
   */
  record AwsSession(String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken)
      implements StorageCredential {

    @Override
    public boolean opens(StorageLocation location) {
      return location.scheme().equals("s3");
    }

    /** Shows the last four characters of the key id: enough to tell two credentials apart. */
    @Override
    public String toString() {
      return "AwsSession[…" + accessKeyId.substring(Math.max(0, accessKeyId.length() - 4)) + "]";
    }
  }

  /** A user delegation SAS of Azure storage. */
  record AzureSas(Secret sasToken) implements StorageCredential {
    @Override
    public boolean opens(StorageLocation location) {
      return location.scheme().equals("abfss");
    }
  }

  /** An OAuth 2 access token of Google Cloud storage. */
  record GcpOauth(Secret token) implements StorageCredential {
    @Override
    public boolean opens(StorageLocation location) {
      return location.scheme().equals("gs");
    }
  }
}
