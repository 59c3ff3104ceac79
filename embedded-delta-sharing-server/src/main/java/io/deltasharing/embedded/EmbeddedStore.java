/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The enforcing S3 store alone, with an STS on the same port of 127.0.0.1, so that it looks to a
 * sharing server as Ceph does. Read-only: a bucket is a directory, and what is below it is served
 * as it is now. Credentials of a store that ended are good at the next one with the same keys.
 *
 * <p>The STS gives sessions to the administrator, whose keys allow nothing else. It understands the
 * one shape of session policy that a sharing server sends, and refuses every other.
 */
final class EmbeddedStore implements AutoCloseable {

  private final LoopbackHttpServer server;
  private final AnswerFaults noFaults;

  private EmbeddedStore(LoopbackHttpServer server, AnswerFaults noFaults) {
    this.server = server;
    this.noFaults = noFaults;
  }

  /**
   * Starts the store.
   *
   * @param settings bucket, administrator's keys and role; the endpoints in it don't count
   * @param clock decides when credentials expire
   * @throws ServerStartException if the port cannot be opened
   */
  static EmbeddedStore start(
      ExternalStore settings, Path root, int port, StoreRefusals refusals, Clock clock) {
    Grants grants =
        new Grants(clock, Duration.ofHours(1), new SealedTokens(settings.secretAccessKey()));
    StoreHandler handler =
        new StoreHandler(grants, new BucketDirectory(settings.bucket(), root), refusals);
    AnswerFaults noFaults = AnswerFaults.onOwnThread();
    StoreServlet store =
        new StoreServlet(handler, grants, refusals, clock, noFaults, refusals.counters());
    return new EmbeddedStore(
        LoopbackHttpServer.start(
            "embedded-store", port, Map.of("", new StsServlet(settings, grants), "/*", store)),
        noFaults);
  }

  /** Of S3 and of the STS. */
  URI endpoint() {
    return server.uri();
  }

  @Override
  public void close() {
    noFaults.close();
    server.close();
  }
}
