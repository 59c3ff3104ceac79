/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * The job that runs at the moment, and the wish that it stop. Thread-safe: one thread runs jobs,
 * another may ask for the end at any time.
 */
final class RunningJob {

  private static final Pattern CREATED =
      Pattern.compile("A savepoint has been created at: (.+), but the corresponding job");

  private @Nullable JobClient job;
  private Optional<String> savepoints = Optional.empty();
  private boolean stopAsked;
  private CompletableFuture<Optional<String>> saved =
      CompletableFuture.completedFuture(Optional.empty());

  /**
   * A job has been submitted; stops it at once if that was asked for before.
   *
   * @param savepointDirectory where to save its state when it is to stop; without, it is cancelled
   */
  synchronized void begins(JobClient newJob, Optional<String> savepointDirectory) {
    job = newJob;
    savepoints = savepointDirectory;
    if (stopAsked) {
      stopNow(newJob);
    }
  }

  /** The job has ended. */
  synchronized void ended() {
    job = null;
  }

  /** Ends the job in order, and lets there be no other. Returns at once. */
  synchronized void stop() {
    boolean first = !stopAsked;
    stopAsked = true;
    if (first && job != null) {
      stopNow(job);
    }
  }

  synchronized boolean stopAsked() {
    return stopAsked;
  }

  /**
   * The savepoint of the job that was stopped; empty if there is none. Fails if the job could not
   * be saved and was cancelled.
   */
  synchronized CompletableFuture<Optional<String>> saved() {
    return saved;
  }

  private void stopNow(JobClient running) {
    saved = savepoints.map(it -> save(running, it)).orElseGet(() -> cancel(running));
  }

  private static CompletableFuture<Optional<String>> save(JobClient running, String directory) {
    return running
        .stopWithSavepoint(false, directory, SavepointFormatType.CANONICAL)
        .thenApply(Optional::of)
        .exceptionallyCompose(
            failure ->
                created(failure)
                    .map(it -> CompletableFuture.completedFuture(Optional.of(it)))
                    .orElseGet(
                        () ->
                            cancel(running)
                                .thenCompose(
                                    none -> CompletableFuture.failedFuture(unsaved(failure)))));
  }

  /**
   * The savepoint of a job that failed once it had it, if Flink says so: it fails one to which its
   * coordinator sends an event while a task ends, and has no better way to tell.
   */
  static Optional<String> created(Throwable failure) {
    Matcher created = CREATED.matcher(ExceptionUtils.stringifyException(failure));
    return created.find() ? Optional.of(created.group(1)) : Optional.empty();
  }

  private static CompletableFuture<Optional<String>> cancel(JobClient running) {
    return running.cancel().thenApply(none -> Optional.empty());
  }

  /** As of a job that has just been submitted, or one whose reader waits for a server. */
  private static IllegalStateException unsaved(Throwable failure) {
    return new IllegalStateException(
        "Cancelled, because it could not save where it is (" + Causes.deepest(failure) + ")");
  }
}
