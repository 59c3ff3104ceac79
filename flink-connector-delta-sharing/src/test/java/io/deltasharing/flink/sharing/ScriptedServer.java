/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that gives prepared answers in order and remembers requests. */
public final class ScriptedServer implements AutoCloseable {
  /** What came in. */
  public record Request(String method, String target, Headers headers, String body) {
    public String header(String name) {
      return String.join("|", headers.getOrDefault(name, List.of()));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<HttpHandler> script = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      HttpHandler next = script.poll();
      if (next == null) {
        exchange.sendResponseHeaders(418, -1);
      } else {
        next.handle(exchange);
      }
    }
  }

  ScriptedServer then(HttpHandler answer) {
    script.add(answer);
    return this;
  }

  public ScriptedServer then(int status, String body, String... headerNamesAndValues) {
    return then(
        exchange -> {
          for (int i = 0; i < headerNamesAndValues.length; i += 2) {
            exchange.getResponseHeaders().add(headerNamesAndValues[i], headerNamesAndValues[i + 1]);
          }
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  public List<Request> requests() {
    return requests;
  }

  Request onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("not one request but " + requests);
    }
    return requests.get(0);
  }

  /** Host and port, as messages name the server. */
  public String authority() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
