/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.credentials.StorageLocation;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.net.URLCodec;

/** Names in and paths of a table's log. */
final class LogFiles {
  static final String LAST_CHECKPOINT = "_last_checkpoint";

  private static final String DIRECTORY = "_delta_log";
  private static final Pattern COMMIT = Pattern.compile("00[0-9]{18}\\.json");
  private static final int VERSION_DIGITS = 20;

  private LogFiles() {}

  static StorageLocation commit(StorageLocation root, long version) {
    return root.child(commit(version));
  }

  /** A version's commit, relative to the table's root. */
  static String commit(long version) {
    return DIRECTORY + "/" + String.format(Locale.ROOT, "%0" + VERSION_DIGITS + "d.json", version);
  }

  /** The version whose commit a file is; empty for checkpoints, checksums and all else. */
  static OptionalLong versionOfCommit(StorageLocation file) {
    return COMMIT.matcher(file.name()).matches()
        ? OptionalLong.of(Long.parseLong(file.name().substring(0, VERSION_DIGITS)))
        : OptionalLong.empty();
  }

  /** Whether a file of the log is read whole: commits and the pointer to the last checkpoint. */
  static boolean isSmall(StorageLocation file) {
    return file.name().equals(LAST_CHECKPOINT) || file.name().endsWith(".json");
  }

  static boolean isInLog(StorageLocation file) {
    return file.parent().map(it -> it.name().equals(DIRECTORY)).orElse(false);
  }

  /** Paths stand percent-encoded in the log; '+' stands for itself there. */
  static String decode(String path) {
    try {
      byte[] decoded =
          URLCodec.decodeUrl(path.replace("+", "%2B").getBytes(StandardCharsets.UTF_8));
      return new String(decoded, StandardCharsets.UTF_8);
    } catch (DecoderException e) {
      throw new PlanningException("the log names a file by a broken path: '" + path + "'", e);
    }
  }
}
