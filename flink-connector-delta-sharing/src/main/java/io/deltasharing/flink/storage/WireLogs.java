/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.commons.logging.impl.NoOpLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the clients under S3A from logging what they send. At DEBUG, Apache's HTTP client writes
 * the headers of every request and the SDK's signer the request that it signs, the session token
 * among them, and neither can be told to leave it out.
 */
final class WireLogs {
  private static final Logger LOG = LoggerFactory.getLogger(WireLogs.class);
  private static final List<String> OF_HTTP_CLIENT =
      List.of("org.apache.http.headers", "org.apache.http.wire");
  private static final String OF_SIGNER =
      "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner";
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private WireLogs() {}

  /** Called before each client is made: a logging configuration that is read anew forgets it. */
  static void silence() {
    boolean clientQuiet = takeFromBridge();
    boolean signerQuiet = lowerInLog4j();
    if (!clientQuiet || !signerQuiet) {
      warnOnce();
    }
  }

  /** The HTTP client logs by commons-logging, whose bridge to slf4j holds its loggers in a map. */
  @SuppressWarnings("unchecked")
  private static boolean takeFromBridge() {
    try {
      LogFactory factory = LogFactory.getFactory();
      Field field = factory.getClass().getDeclaredField("loggerMap");
      field.setAccessible(true);
      Map<String, Log> loggers = (Map<String, Log>) field.get(factory);
      OF_HTTP_CLIENT.forEach(it -> loggers.put(it, new NoOpLog(it)));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("The HTTP client's loggers are not those of slf4j's bridge", e);
      return false;
    }
  }

  /**
   * The signer logs by slf4j; Flink's clusters have Log4j 2 behind it, which is not on our class
   * path.
   */
  private static boolean lowerInLog4j() {
    if (!LoggerFactory.getLogger(OF_SIGNER).isDebugEnabled()) {
      return true;
    }
    try {
      Class<?> level = Class.forName("org.apache.logging.log4j.Level");
      Class.forName("org.apache.logging.log4j.core.config.Configurator")
          .getMethod("setLevel", String.class, level)
          .invoke(null, OF_SIGNER, level.getField("INFO").get(null));
      return !LoggerFactory.getLogger(OF_SIGNER).isDebugEnabled();
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.debug("Logging is not Log4j 2", e);
      return false;
    }
  }

  private static void warnOnce() {
    if (WARNED.compareAndSet(false, true)) {
      LOG.warn(
          "At DEBUG, the loggers {} and {} write session tokens and cannot be kept quiet here. Set"
              + " them to INFO in the logging configuration.",
          OF_HTTP_CLIENT,
          OF_SIGNER);
    }
  }
}
