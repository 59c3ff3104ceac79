/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import io.deltasharing.flink.secret.Secret;
import java.util.Optional;

/** What opens a table's directory in its cloud store, one variant per kind of store. */
public sealed interface CloudCredential {
  /**
   * AWS S3, or a store that speaks its protocol. Neither region nor endpoint are part of it.
   *
   * @param sessionToken some servers of compatible stores leave it out
   */
  record AwsTempCredentials(
      String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken)
      implements CloudCredential {
    @Override
    public String toString() {
      return "AwsTempCredentials[accessKeyId=" + lastFour(accessKeyId) + "]";
    }
  }

  /**
   * Cloudflare R2, which speaks the S3 protocol at an endpoint of its own.
   *
   * @param sessionToken as for AWS
   */
  record R2TempCredentials(
      String accessKeyId, Secret secretAccessKey, Optional<Secret> sessionToken)
      implements CloudCredential {
    @Override
    public String toString() {
      return "R2TempCredentials[accessKeyId=" + lastFour(accessKeyId) + "]";
    }
  }

  /**
   * Azure Storage.
   *
   * @param sasToken a query string, as the server gave it
   */
  record AzureUserDelegationSas(Secret sasToken) implements CloudCredential {}

  /** Google Cloud Storage. */
  record GcpOauthToken(Secret oauthToken) implements CloudCredential {}

  /** Enough of a key's id to tell two apart. */
  private static String lastFour(String keyId) {
    return "***" + (keyId.length() > 8 ? keyId.substring(keyId.length() - 4) : "");
  }
}
