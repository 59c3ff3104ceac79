/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.embedded.ExternalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Uploads what is new in local Delta tables. Remembers what it has uploaded, by size and
 * modification time. Thread-safe for different tables.
 */
final class TablePublisher implements AutoCloseable {

  // A store that hangs is away; the caller has other things to do than to wait for it.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 2;

  private final ExternalStore store;
  private final S3Client client;
  private final Map<String, Uploaded> uploaded = new ConcurrentHashMap<>();

  TablePublisher(ExternalStore store) {
    this.store = store;
    client =
        S3Client.builder()
            .endpointOverride(store.endpoint())
            .region(Region.of(store.region()))
            .forcePathStyle(true)
            // Ceph does not know the checksums that the SDK would append to a body.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(store.accessKeyId(), store.secretAccessKey())))
            .overrideConfiguration(
                o ->
                    o.apiCallTimeout(PATIENCE)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
            .build();
  }

  void publish(Path tableDirectory, String prefix) throws IOException {
    TableFiles files = new TableFiles(tableDirectory);
    List<Path> inOrder = files.inOrder();
    for (Path file : inOrder) {
      String key = prefix + '/' + files.key(file);
      Uploaded now = Uploaded.of(file);
      if (!now.equals(uploaded.get(key))) {
        upload(file, key);
        uploaded.put(key, now);
      }
    }
  }

  private void upload(Path file, String key) throws IOException {
    try {
      client.putObject(r -> r.bucket(store.bucket()).key(key), file);
    } catch (SdkException e) {
      throw new IOException(
          "The store at "
              + store.endpoint()
              + " did not take s3://"
              + store.bucket()
              + '/'
              + key
              + ", try again later: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private record Uploaded(long size, FileTime modified) {
    static Uploaded of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Uploaded(attributes.size(), attributes.lastModifiedTime());
    }
  }
}
