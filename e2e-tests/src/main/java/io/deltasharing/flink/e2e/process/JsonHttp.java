/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks a server on this machine that speaks JSON. */
public final class JsonHttp {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LONGEST_ERROR = 2000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private final URI server;

  public JsonHttp(URI server) {
    this.server = server;
  }

  /**
   * The answer's body.
   *
   * @throws Failure for a status that is not of success, with what the server said
   */
  public JsonNode get(String path) {
    return parsed(send(request(path).GET().build()));
  }

  /** The same; a server that is away or refuses makes a node without content. */
  public JsonNode tryGet(String path) {
    try {
      return get(path);
    } catch (Failure e) {
      return JSON.missingNode();
    }
  }

  /** The answer as it is, whatever its status. */
  public String text(String path) {
    return send(request(path).GET().build()).body();
  }

  /** Posts the map as JSON. */
  public JsonNode post(String path, Map<String, ?> body) {
    return parsed(send(request(path).POST(json(body)).build()));
  }

  /** Deletes. */
  public void delete(String path) {
    parsed(send(request(path).DELETE().build()));
  }

  /** Patches with nothing. */
  public void patch(String path) {
    parsed(send(request(path).method("PATCH", HttpRequest.BodyPublishers.noBody()).build()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(LIMIT)
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
    return HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString());
  }

  private static JsonNode parsed(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new Failure(
          answer.request().method()
              + ' '
              + answer.uri()
              + " was answered with "
              + answer.statusCode()
              + ": "
              + inShort(answer.body()));
    }
    try {
      return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new Failure(answer.uri() + " did not answer in JSON", e);
    }
  }

  /** Flink answers with whole stack traces; the last cause says what was wrong. */
  private static String inShort(String error) {
    int cause = error.lastIndexOf("Caused by: ");
    String tail = cause < 0 ? error : error.substring(cause);
    return tail.length() <= LONGEST_ERROR ? tail : tail.substring(0, LONGEST_ERROR) + "...";
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Failure(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      throw Failure.interrupted("waiting", e);
    }
  }
}
