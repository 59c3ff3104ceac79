/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an {@link EmbeddedDeltaSharingServer} until it is interrupted.
 *
 * <p>Options: {@code --table share.schema.name=DIR} (repeated), {@code --port PORT}, {@code
 * --credential-lifetime 15s}, {@code --print-profile FILE}, {@code --admin} for faults and counters
 * by HTTP, {@code --bearer-token-file FILE} with one line, {@code --external-store FILE} as {@link
 * ExternalStore#read} has it, {@code --record-secrets FILE}, which is appended to, {@code
 * --missing-key-is-forbidden true|false}. Exit status 2 for a wrong call, 1 where the server cannot
 * be started.
 */
public final class EmbeddedDeltaSharingServerMain {

  private EmbeddedDeltaSharingServerMain() {}

  /** Starts the server, prints where it is, and blocks. */
  public static void main(String[] args) throws InterruptedException {
    int status =
        run(args, System.out, System.err, EmbeddedDeltaSharingServerMain::untilInterrupted);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err, Session session)
      throws InterruptedException {
    try {
      ServerArguments arguments = ServerArguments.parse(args);
      try (EmbeddedDeltaSharingServer server = start(arguments)) {
        arguments.profile().ifPresent(server::writeProfile);
        describe(server, arguments, out);
        session.await(server, out);
      }
      return 0;
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println(ServerArguments.USAGE);
      return 2;
    } catch (ServerStartException | UncheckedIOException | IllegalArgumentException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static EmbeddedDeltaSharingServer start(ServerArguments arguments) {
    EmbeddedDeltaSharingServer.Builder builder =
        EmbeddedDeltaSharingServer.builder()
            .port(arguments.port())
            .credentialLifetime(arguments.credentialLifetime())
            .admin(arguments.admin());
    arguments.tables().forEach(builder::table);
    arguments.secretsRecord().ifPresent(builder::recordSecrets);
    arguments.bearerToken().map(BearerToken::value).ifPresent(builder::bearerToken);
    arguments.externalStore().ifPresent(builder::externalStore);
    arguments.missingKeyIsForbidden().ifPresent(builder::missingKeyIsForbidden);
    return builder.start();
  }

  private static void describe(
      EmbeddedDeltaSharingServer server, ServerArguments arguments, PrintStream out) {
    out.println("Delta Sharing endpoint  " + server.endpoint());
    out.println(
        "Store endpoint          " + server.storeEndpoint() + "  region " + server.storeRegion());
    for (SharedTable table : arguments.tables()) {
      out.println(
          "Table                   " + table.name() + "  at " + server.location(table.name()));
    }
    out.println("Credentials live        " + arguments.credentialLifetime());
    String profile = arguments.profile().map(Object::toString).orElse("");
    out.println(
        profile.isEmpty()
            ? "Profile                 not written: use --print-profile FILE to get the bearer token"
            : "Profile                 " + profile);
    if (!profile.isEmpty()) {
      out.println(
          "Try                     curl -H \"Authorization: Bearer $(sed -n 's/.*\"bearerToken\" :"
              + " \"\\(.*\\)\".*/\\1/p' "
              + profile
              + ")\" "
              + server.endpoint()
              + "shares");
    }
    if (arguments.admin()) {
      out.println(
          "Admin endpoint          "
              + server.endpoint().resolve(AdminServlet.FAULTS)
              + "  asks for no token");
    }
    out.println("Stop with Ctrl-C.");
  }

  private static void untilInterrupted(EmbeddedDeltaSharingServer server, PrintStream out)
      throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              server.close();
              out.println("Stopped.");
              stopped.countDown();
            },
            "embedded-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    stopped.await();
  }

  /** What lasts as long as the server is to run. */
  @FunctionalInterface
  interface Session {
    void await(EmbeddedDeltaSharingServer server, PrintStream out) throws InterruptedException;
  }
}
