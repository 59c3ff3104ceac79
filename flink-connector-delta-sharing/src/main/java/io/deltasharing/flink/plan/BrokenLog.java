/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.deltasharing.flink.credentials.StorageLocation;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a log that Kernel could not read which file is at fault, of which version, and how. */
final class BrokenLog {
  private static final String ADVICE = " Tell the table's provider.";
  private static final Pattern MISSING_CHECKPOINT =
      Pattern.compile("Missing checkpoint at version ([0-9]{1,18})");
  private static final Pattern MISSING_COMMIT =
      Pattern.compile("Missing delta file version ([0-9]{1,18})");

  /** Parquet calls a file by the name of an object of Kernel's. */
  private static final Pattern OBJECT = Pattern.compile("^\\S+\\$\\d+@[0-9a-f]+ ");

  private final String table;
  private final StorageLocation root;
  private final LogTrail trail;

  BrokenLog(String table, StorageLocation root, LogTrail trail) {
    this.table = table;
    this.root = root;
    this.trail = trail;
  }

  /**
   * What to throw where reading failed.
   *
   * @param version what was read; negative for the newest
   * @return storage's own exception, for trying again may help
   * @throws PlanningException if it does not
   */
  IOException explained(long version, RuntimeException failure) {
    Throwable cause = failure;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof PlanningException known) {
        throw known;
      }
      if (trail.isOfStorage(it)) {
        return asThrown(it);
      }
    }
    throw failure instanceof KernelException && !isWrapper(failure)
        ? refused(version, failure)
        : broken(version, failure, cause);
  }

  private static IOException asThrown(Throwable ofStorage) {
    if (ofStorage instanceof IOException io) {
      return io;
    }
    throw (RuntimeException) ofStorage;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof KernelEngineException
        || failure instanceof UncheckedIOException
        || (failure.getClass() == RuntimeException.class);
  }

  private PlanningException broken(long version, RuntimeException failure, Throwable cause) {
    String file = trail.last().map(it -> LogPaths.within(root, it)).orElse("_delta_log");
    return new PlanningException(lead(version) + "'" + file + "' " + how(cause) + ADVICE, failure);
  }

  private static String how(Throwable cause) {
    if (cause instanceof FileNotFoundException) {
      return "is missing. If the log was cleaned up just now, starting again helps.";
    }
    if (cause instanceof EOFException) {
      return "ends before it should.";
    }
    if (cause instanceof JsonProcessingException json) {
      // Without what it quotes.
      return "is broken: " + json.getOriginalMessage() + ".";
    }
    boolean says =
        cause instanceof IOException
            || cause instanceof IllegalStateException
            || cause.getClass() == RuntimeException.class;
    return says
        ? "is broken: "
            + OBJECT.matcher(String.valueOf(cause.getMessage())).replaceFirst("it ")
            + "."
        : "is broken: its content makes no sense (" + cause.getClass().getSimpleName() + ").";
  }

  /** Kernel looked at names alone. */
  private PlanningException refused(long version, RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher commit = MISSING_COMMIT.matcher(message);
    Matcher checkpoint = MISSING_CHECKPOINT.matcher(message);
    String what;
    if (trail.gap().isPresent()) {
      what = missingCommit(trail.gap().getAsLong());
    } else if (commit.find()) {
      what = missingCommit(Long.parseLong(commit.group(1)));
    } else if (checkpoint.find()) {
      what =
          "there is no whole checkpoint '"
              + String.format(
                  Locale.ROOT, "_delta_log/%020d.checkpoint", Long.parseLong(checkpoint.group(1)))
              + "*', and not all commits before it are left.";
    } else {
      return new PlanningException(
          "The log of "
              + table
              + " at '"
              + root
              + "' cannot be read"
              + (version < 0 ? "" : " at version " + version)
              + ": "
              + message,
          failure);
    }
    return new PlanningException(lead(version) + what + ADVICE, failure);
  }

  private String missingCommit(long version) {
    return "its log has a gap, for '"
        + LogPaths.within(root, LogFiles.commit(root, version))
        + "' is missing.";
  }

  private String lead(long version) {
    long known = version < 0 ? trail.newest().orElse(-1) : version;
    return (known < 0 ? table : "Version " + known + " of " + table) + " cannot be read: ";
  }
}
