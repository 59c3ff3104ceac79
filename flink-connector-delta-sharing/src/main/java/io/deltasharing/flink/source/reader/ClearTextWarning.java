/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once per process, that credentials cross the network in clear text. */
final class ClearTextWarning {
  private static final Logger LOG = LoggerFactory.getLogger(ClearTextWarning.class);
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private ClearTextWarning() {}

  static void check(Configuration configuration) {
    String key = SecurityOptions.SSL_INTERNAL_ENABLED.key();
    if (!configuration.get(SecurityOptions.SSL_INTERNAL_ENABLED)
        && SAID.compareAndSet(false, true)) {
      LOG.warn(
          "'{}' is off: the credentials of shared tables cross the network from JobManager to"
              + " TaskManagers in clear text. Set it where that network is not trusted.",
          key);
    }
  }
}
