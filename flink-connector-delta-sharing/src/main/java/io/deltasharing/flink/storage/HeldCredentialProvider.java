/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.StorageCredential;
import io.deltasharing.flink.secret.Secret;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Signs each request of S3A with the credential held at that moment, so that open streams go on
 * through a refresh. Public, with this constructor, because S3A makes it by reflection; not for use
 * by anybody else.
 */
public final class HeldCredentialProvider implements AwsCredentialsProvider {
  static final String ID = "fs.s3a.delta-sharing.holder";

  private final @Nullable CredentialHolder holder;

  public HeldCredentialProvider(URI location, Configuration configuration) {
    holder = CredentialRegistry.find(configuration.get(ID));
  }

  @Override
  public AwsCredentials resolveCredentials() {
    if (holder == null || holder.current().isEmpty()) {
      throw SdkClientException.create("no vended credential is held for this file system");
    }
    StorageCredential credential = holder.current().get().vended().credential();
    if (!(credential instanceof StorageCredential.AwsSession aws)) {
      throw SdkClientException.create(
          "the server vended no AWS credential for " + holder.location());
    }
    Secret token = aws.sessionToken();
    return token == null
        ? AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey().reveal())
        : AwsSessionCredentials.create(
            aws.accessKeyId(), aws.secretAccessKey().reveal(), token.reveal());
  }
}
