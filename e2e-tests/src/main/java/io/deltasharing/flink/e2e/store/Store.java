/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An S3 store with an STS, running on 127.0.0.1 in processes of its own. {@link #publish} may be
 * called by any thread, and by several for different tables; the other methods by one at a time.
 *
 * <p>Methods that act on processes throw {@link Failure} where that does not work.
 */
public interface Store extends AutoCloseable {

  /** The file that the sharing server's {@code --external-store} takes; it holds secrets. */
  Path properties();

  /** The S3 API, and the STS's; the same after a restart. */
  URI endpoint();

  /** The region to sign for. */
  String region();

  /** The bucket of all tables. */
  String bucket();

  /**
   * Brings what is new in a local Delta table to the store, in the order in which it was written:
   * whoever reads the store never sees a commit without its files.
   *
   * @param tableDirectory holds {@code _delta_log}
   * @param prefix of the keys, {@code share/schema/table}
   * @throws IOException if the store is away, or a file cannot be read; a later call goes on where
   *     this one ended
   */
  void publish(Path tableDirectory, String prefix) throws IOException;

  /** Ends what answers requests by SIGKILL; returns when it is gone. What is dead stays dead. */
  void kill();

  /** Starts what {@link #kill} ended, on the same port and data; returns when it answers. */
  void restart();

  /** SIGSTOP: connections are accepted by the kernel, and nobody answers. */
  void suspend();

  /** SIGCONT; does nothing to who was not suspended. */
  void resume();

  /** All that belong to the store and run. */
  List<ProcessHandle> processes();

  /** Ends all processes; files stay. */
  @Override
  void close();
}
