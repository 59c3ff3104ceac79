/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the loggers of a package write, until it is closed. */
public final class LogLines implements AutoCloseable {
  private final LoggerContext context;
  private final String loggers;
  private final Collector collector;

  private LogLines(LoggerContext context, String loggers, Collector collector) {
    this.context = context;
    this.loggers = loggers;
    this.collector = collector;
  }

  /**
   * Begins to listen.
   *
   * @param loggers the package, or one logger; none that the configuration names
   */
  public static LogLines of(String loggers, Level level) {
    LoggerContext context = LoggerContext.getContext(false);
    Configuration configuration = context.getConfiguration();
    if (configuration.getLoggers().containsKey(loggers)) {
      throw new IllegalArgumentException(loggers + " is in the configuration already");
    }
    Collector collector = new Collector();
    collector.start();
    LoggerConfig logger = new LoggerConfig(loggers, level, true);
    logger.addAppender(collector, level, null);
    configuration.addLogger(loggers, logger);
    context.updateLoggers();
    return new LogLines(context, loggers, collector);
  }

  /** So far, without stack traces. */
  public List<String> lines() {
    return List.copyOf(collector.lines);
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(loggers);
    context.updateLoggers();
    collector.stop();
  }

  private static final class Collector extends AbstractAppender {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Collector() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }
}
