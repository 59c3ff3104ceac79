/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.cluster;

import io.deltasharing.flink.e2e.process.FreePort;

/** Where a JobManager listens, before and after it was killed. */
record ClusterPorts(int rest, int rpc, int blobs) {
  static ClusterPorts free() {
    return new ClusterPorts(FreePort.find(), FreePort.find(), FreePort.find());
  }
}
