/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * A Flink in this JVM, with its web UI on 127.0.0.1 only.
 *
 * @param webUiPort free when it was chosen
 */
record LocalFlink(int webUiPort) {

  private static final String HOST = "127.0.0.1";
  private static final int PARALLELISM = 2;
  private static final long BUFFER_TIMEOUT_MILLIS = 10;
  private static final int ANY = 0;

  /** The port to try first, for whoever starts several at a time; 0 for any. */
  static final String USUAL_PORT = "examples.web-ui.port";

  /** On the port that Flink's users look for, if it is free. */
  static LocalFlink onUsualPort() {
    int usual = Integer.getInteger(USUAL_PORT, RestOptions.PORT.defaultValue());
    try {
      return new LocalFlink(free(usual));
    } catch (IOException e) {
      return onAnyPort();
    }
  }

  static LocalFlink onAnyPort() {
    try {
      return new LocalFlink(free(ANY));
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free on " + HOST, e);
    }
  }

  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    }
  }

  URI webUi() {
    return URI.create("http://" + HOST + ":" + webUiPort);
  }

  /** What makes a Flink listen there, and nowhere else. */
  Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, HOST);
    configuration.set(RestOptions.BIND_ADDRESS, HOST);
    configuration.set(RestOptions.PORT, webUiPort);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(webUiPort));
    return configuration;
  }

  StreamTableEnvironment sql() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration());
    env.setParallelism(PARALLELISM);
    env.setBufferTimeout(BUFFER_TIMEOUT_MILLIS);
    return StreamTableEnvironment.create(env);
  }
}
