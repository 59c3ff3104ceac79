/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.commons.logging.impl.NoOpLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the Apache HTTP client under S3A from logging what it sends. At DEBUG it writes the headers
 * of every request, the session token among them, and no redaction can be set.
 */
final class WireLogs {
  private static final Logger LOG = LoggerFactory.getLogger(WireLogs.class);
  private static final List<String> TALKATIVE =
      List.of("org.apache.http.headers", "org.apache.http.wire");

  private WireLogs() {}

  /**
   * Takes these two loggers out of the bridge from commons-logging to slf4j; before the first
   * client is made.
   */
  @SuppressWarnings("unchecked")
  static void silence() {
    try {
      LogFactory factory = LogFactory.getFactory();
      Field field = factory.getClass().getDeclaredField("loggerMap");
      field.setAccessible(true);
      Map<String, Log> loggers = (Map<String, Log>) field.get(factory);
      TALKATIVE.forEach(it -> loggers.put(it, new NoOpLog(it)));
    } catch (ReflectiveOperationException | ClassCastException e) {
      LOG.warn(
          "The loggers {} cannot be kept quiet: at DEBUG they write session tokens. Set them to INFO.",
          TALKATIVE,
          e);
    }
  }
}
