/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Talks to a server as a sharing client does. */
record SharingClient(EmbeddedDeltaSharingServer server, HttpClient http) {

  static SharingClient of(EmbeddedDeltaSharingServer server) {
    return new SharingClient(server, HttpClient.newHttpClient());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.endpoint() + path))
        .header("Authorization", "Bearer " + server.bearerToken());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> askForCredentials(String table, String body)
      throws IOException, InterruptedException {
    TableName name = TableName.parse(table);
    return post(
        "shares/"
            + name.share()
            + "/schemas/"
            + name.schema()
            + "/tables/"
            + name.table()
            + "/temporary-table-credentials",
        body);
  }

  AwsSessionCredentials vend(String table) throws IOException, InterruptedException {
    JsonNode aws =
        json(askForCredentials(table, "")).path("credentials").path("awsTempCredentials");
    return AwsSessionCredentials.create(
        aws.path("accessKeyId").asText(),
        aws.path("secretAccessKey").asText(),
        aws.path("sessionToken").asText());
  }

  S3Client store(AwsCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(server.storeEndpoint())
        .region(Region.of(server.storeRegion()))
        .forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return Json.parse(response.body());
  }
}
