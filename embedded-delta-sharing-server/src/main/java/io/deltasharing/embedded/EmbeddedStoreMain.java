/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the enforcing S3 store alone, with an STS on the same port, until it is interrupted or
 * killed. It looks to {@code EmbeddedDeltaSharingServerMain --external-store FILE} as Ceph does.
 *
 * <p>Options: {@code --root DIR}, whose file {@code a/b} is the key {@code a/b} of the bucket
 * {@code --bucket NAME}, live and read-only; {@code --credentials FILE}, the same file that the
 * sharing server takes; {@code --port PORT}; {@code --expired-as-403} as Ceph answers, instead of
 * AWS's 400; {@code --missing-key-is-forbidden true|false}. Exit status 2 for a wrong call, 1 where
 * the store cannot be started.
 */
public final class EmbeddedStoreMain {

  private EmbeddedStoreMain() {}

  /** Starts the store, prints where it is, and blocks. */
  public static void main(String[] args) throws InterruptedException {
    int status = run(args, System.out, System.err, store -> untilInterrupted(store));
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err, Session session)
      throws InterruptedException {
    try {
      StoreArguments arguments = StoreArguments.parse(args);
      try (EmbeddedStore store = start(arguments)) {
        out.println("Store and STS endpoint  " + store.endpoint());
        out.println("Bucket                  " + arguments.bucket() + "  from " + arguments.root());
        out.println("Stop with Ctrl-C.");
        session.await(store);
      }
      return 0;
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println(StoreArguments.USAGE);
      return 2;
    } catch (ServerStartException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static EmbeddedStore start(StoreArguments arguments) {
    StoreRefusals refusals = new StoreRefusals(new Counters(), arguments.missingKeyIsForbidden());
    refusals.expiredAs403(arguments.expiredAs403());
    return EmbeddedStore.start(
        arguments.settings(), arguments.root(), arguments.port(), refusals, Clock.systemUTC());
  }

  private static void untilInterrupted(EmbeddedStore store) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(store::close, "embedded-stop"));
    // The JVM ends while this waits.
    new CountDownLatch(1).await();
  }

  /** What lasts as long as the store is to run. */
  @FunctionalInterface
  interface Session {
    void await(EmbeddedStore store) throws InterruptedException;
  }
}
