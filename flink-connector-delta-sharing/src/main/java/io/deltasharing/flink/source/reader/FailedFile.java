/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.credentials.CredentialsLostException;
import io.deltasharing.flink.credentials.OutOfScopeException;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.source.split.SplitFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Says of a file that cannot be read which it is, of which version of which table. */
final class FailedFile {

  private FailedFile() {}

  /**
   * The exception to throw; an interruption as it is.
   *
   * @param table share.schema.table
   */
  static IOException of(String table, SplitFile file, Exception failure) {
    if (failure instanceof InterruptedIOException interrupted) {
      return interrupted;
    }
    return new IOException(
        "Reading the shared table "
            + table
            + " failed at version "
            + file.origin().version()
            + ": '"
            + file.file().path()
            + "' cannot be read: "
            + how(file, failure),
        failure);
  }

  /** Whether its message is meant for a user. */
  private static boolean speaks(Exception failure) {
    return failure instanceof IOException
        || failure instanceof PlanningException
        || failure instanceof OutOfScopeException
        || failure instanceof CredentialsLostException;
  }

  private static String how(SplitFile file, Exception failure) {
    if (failure instanceof EOFException) {
      return "it ends before the "
          + file.file().size()
          + " bytes that the log says it has. Tell the table's provider.";
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof FileNotFoundException) {
      return message
          + " Run the query again, or start the job without state, to read the newest version; if"
          + " that says the same, tell the table's provider.";
    }
    String lead = "'" + file.file().path() + "' cannot be read: ";
    if (message.startsWith(lead)) {
      return message.substring(lead.length());
    }
    return speaks(failure)
        ? message
        : "its bytes make no sense (" + failure + "). Tell the table's provider.";
  }
}
