/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that the next split will probably begin with: the task's thread is told, the fetching
 * thread asks.
 */
final class AnnouncedFile {
  private @Nullable SplitFile file;

  synchronized void announce(SplitFile next) {
    file = next;
  }

  /** What was announced, once; empty if nothing was, or it has been assigned since. */
  synchronized Optional<SplitFile> take() {
    Optional<SplitFile> taken = Optional.ofNullable(file);
    file = null;
    return taken;
  }

  /** Forgets a file that has come, and is no longer what comes next. */
  synchronized void assigned(DeltaSharingSplit split) {
    if (file != null && split.files().contains(file)) {
      file = null;
    }
  }
}
