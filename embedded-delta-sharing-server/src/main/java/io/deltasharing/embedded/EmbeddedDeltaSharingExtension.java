/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server for the tests of one class, to be registered in a static field. Tests reach it by {@link
 * #server()} or by a parameter of type {@link EmbeddedDeltaSharingServer}, and share tables made
 * later by {@link EmbeddedDeltaSharingServer#share}.
 */
public final class EmbeddedDeltaSharingExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

  private final Setup setup;
  private @Nullable EmbeddedDeltaSharingServer server;

  private EmbeddedDeltaSharingExtension(Setup setup) {
    this.setup = setup;
  }

  /** An extension that starts a server with these settings before the first test. */
  public static EmbeddedDeltaSharingExtension of(Setup setup) {
    return new EmbeddedDeltaSharingExtension(setup);
  }

  /**
   * The running server.
   *
   * @throws IllegalStateException outside of the test class's life
   */
  public EmbeddedDeltaSharingServer server() {
    EmbeddedDeltaSharingServer running = server;
    if (running == null) {
      throw new IllegalStateException(
          "The server runs from before the first to after the last test:"
              + " register this extension in a static field");
    }
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    EmbeddedDeltaSharingServer.Builder builder = EmbeddedDeltaSharingServer.builder();
    setup.apply(builder);
    server = builder.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedDeltaSharingServer.class;
  }

  @Override
  public EmbeddedDeltaSharingServer resolveParameter(
      ParameterContext parameter, ExtensionContext context) {
    return server();
  }

  /** Settings for the server. */
  @FunctionalInterface
  public interface Setup {
    /**
     * Changes the builder that the server is started with.
     *
     * @throws Exception to fail the test class
     */
    void apply(EmbeddedDeltaSharingServer.Builder builder) throws Exception;
  }
}
