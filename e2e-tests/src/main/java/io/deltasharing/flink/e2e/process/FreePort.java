/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Ports for processes that have to come back where they were.
 *
 * <p>Below those that a system gives to outgoing connections: while a server is dead, its port must
 * not be taken by somebody's connection, not even by one that was meant to reach it and, both ends
 * being the same, reaches itself.
 */
public final class FreePort {

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private FreePort() {}

  /**
   * Ports of 127.0.0.1 that nobody listens on now, each another one.
   *
   * @throws Failure if they are not to be found
   */
  public static List<Integer> several(int count) {
    Random random = new Random();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS && ports.size() < count; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!ports.contains(port) && isFree(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new Failure("There are no free ports between " + LOWEST + " and " + HIGHEST);
    }
    return ports;
  }

  /** One such port. */
  public static int find() {
    return several(1).get(0);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
