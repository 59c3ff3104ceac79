/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Servlets on one port of 127.0.0.1. */
final class LoopbackHttpServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 32;

  /** How many bytes of a large answer to send at once. */
  static final int PIECE = 128 << 10;

  private final Server server;
  private final ServerConnector connector;

  private LoopbackHttpServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static LoopbackHttpServer start(String name, int port, Map<String, HttpServlet> servletsByPath) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName(name);
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    servletsByPath.forEach(
        (path, servlet) -> {
          ServletHolder holder = new ServletHolder(servlet);
          holder.setAsyncSupported(true);
          context.addServlet(holder, path);
        });
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    server.setHandler(context);
    LoopbackHttpServer started = new LoopbackHttpServer(server, connector);
    started.open(port);
    return started;
  }

  URI uri() {
    return URI.create("http://" + HOST + ':' + connector.getLocalPort());
  }

  private void open(int port) {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw new ServerStartException(
          "Cannot listen on " + HOST + ':' + port + ": choose a free port, or 0 for any", e);
    } catch (Exception e) {
      close();
      throw new ServerStartException("The HTTP server did not start: " + e.getMessage(), e);
    }
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setOutputBufferSize(PIECE);
    // Signatures cover paths and header values as they were sent: Jetty must not tidy them.
    configuration.setUriCompliance(UriCompliance.LEGACY);
    configuration.setHttpCompliance(HttpCompliance.LEGACY);
    configuration.setHeaderCacheCaseSensitive(true);
    return configuration;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server did not stop cleanly", e);
    }
  }
}
