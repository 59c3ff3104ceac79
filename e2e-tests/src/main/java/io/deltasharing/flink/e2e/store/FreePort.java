/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports for processes that have to come back where they were. */
final class FreePort {

  private FreePort() {}

  /** Ports of 127.0.0.1 that nobody listens on now, each another one. */
  static List<Integer> several(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new StoreFailure("There is no free port", e);
    } finally {
      sockets.forEach(FreePort::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new StoreFailure("The port " + socket.getLocalPort() + " is not let go of", e);
    }
  }
}
