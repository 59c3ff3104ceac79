/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;

/** Values that follow an option on a command line. */
final class Arguments {

  private Arguments() {}

  static String value(String option, Iterator<String> rest) throws UsageException {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return rest.next();
  }

  static int port(String option, Iterator<String> rest) throws UsageException {
    String text = value(option, rest);
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the same refusal
    }
    throw new UsageException(option + " must be 0 to 65535, not '" + text + "'");
  }

  static boolean flag(String option, Iterator<String> rest) throws UsageException {
    String text = value(option, rest);
    if (text.equals("true") || text.equals("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new UsageException(option + " is true or false, not '" + text + "'");
  }

  static Path path(String option, Iterator<String> rest) throws UsageException {
    return path(option, value(option, rest));
  }

  static Path path(String option, String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(option + ": '" + text + "' is not a path");
    }
  }
}
