/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every upload, unless it is told not to, and remembers which there were. */
final class UploadLog implements AutoCloseable {

  private final HttpServer server;
  private final List<String> uploads = new CopyOnWriteArrayList<>();
  private volatile int takesUntil = Integer.MAX_VALUE;

  UploadLog() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Paths in order. */
  List<String> uploads() {
    return uploads;
  }

  /** Further uploads are refused as long as there are so many. */
  void takeUntil(int count) {
    takesUntil = count;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] unused = exchange.getRequestBody().readAllBytes();
      boolean taken = uploads.size() < takesUntil;
      if (taken) {
        uploads.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath());
      }
      exchange.sendResponseHeaders(taken ? 200 : 503, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
