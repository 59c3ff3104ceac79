/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the store with credentials that a sharing server vended. */
record VendedReader(S3Client client, String bucket, Instant expiresAt) {

  static VendedReader vend(EmbeddedDeltaSharingServer server, String table, String bucket)
      throws IOException, InterruptedException {
    URI uri = server.endpoint().resolve("shares/" + table + "/temporary-table-credentials");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + server.bearerToken())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    JsonNode credentials = new ObjectMapper().readTree(answer).path("credentials");
    JsonNode aws = credentials.path("awsTempCredentials");
    S3Client client =
        S3Client.builder()
            .endpointOverride(server.storeEndpoint())
            .region(Region.of(server.storeRegion()))
            .forcePathStyle(true)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        aws.path("accessKeyId").asText(),
                        aws.path("secretAccessKey").asText(),
                        aws.path("sessionToken").asText())))
            .build();
    return new VendedReader(
        client, bucket, Instant.ofEpochMilli(credentials.path("expirationTime").asLong()));
  }

  List<String> keys(String prefix) {
    return client.listObjectsV2(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  boolean mayList(String prefix) {
    try {
      return !keys(prefix).isEmpty();
    } catch (S3Exception e) {
      return false;
    }
  }

  String read(String key) {
    return client.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8);
  }
}
