/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Everything that anybody logs at DEBUG or above, in a file, until it is closed. */
final class DebugLog implements AutoCloseable {
  /** The sharing server and its store run in this process too, and they may know what they vend. */
  private static final List<String> SERVERS =
      List.of("io.deltasharing.embedded", "org.gaul.s3proxy", "org.eclipse.jetty");

  private final LoggerContext context;
  private final FileAppender appender;
  private final Map<String, Level> levelsBefore = new TreeMap<>();

  private DebugLog(LoggerContext context, FileAppender appender) {
    this.context = context;
    this.appender = appender;
  }

  static DebugLog into(Path file) {
    LoggerContext context = LoggerContext.getContext(false);
    Configuration configuration = context.getConfiguration();
    FileAppender appender =
        FileAppender.newBuilder()
            .setName("everything")
            .withFileName(file.toString())
            .setLayout(PatternLayout.newBuilder().withPattern("%d %-5p %c %m%n%throwable").build())
            .build();
    appender.start();
    DebugLog log = new DebugLog(context, appender);
    // What went to the console goes on as before; only the file gets more.
    configuration
        .getRootLogger()
        .getAppenders()
        .values()
        .forEach(
            it -> {
              configuration.getRootLogger().removeAppender(it.getName());
              configuration.getRootLogger().addAppender(it, Level.WARN, null);
            });
    configuration.getRootLogger().addAppender(appender, Level.DEBUG, null);
    SERVERS.forEach(it -> configuration.addLogger(it, new LoggerConfig(it, Level.WARN, true)));
    configuration.getLoggers().values().stream()
        .filter(it -> !SERVERS.contains(it.getName()))
        .forEach(log::raise);
    context.updateLoggers();
    return log;
  }

  private void raise(LoggerConfig logger) {
    levelsBefore.put(logger.getName(), logger.getLevel());
    logger.setLevel(Level.DEBUG);
  }

  @Override
  public void close() {
    Configuration configuration = context.getConfiguration();
    levelsBefore.forEach((name, level) -> configuration.getLoggerConfig(name).setLevel(level));
    configuration.getRootLogger().removeAppender(appender.getName());
    SERVERS.forEach(configuration::removeLogger);
    context.updateLoggers();
    appender.stop();
  }
}
