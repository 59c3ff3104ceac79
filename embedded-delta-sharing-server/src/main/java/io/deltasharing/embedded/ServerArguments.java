/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The program's arguments. */
record ServerArguments(
    int port,
    List<SharedTable> tables,
    Duration credentialLifetime,
    Optional<Path> profile,
    boolean admin,
    Optional<String> bearerToken,
    Optional<ExternalStore> externalStore,
    Optional<Boolean> missingKeyIsForbidden) {

  static final String USAGE =
      "usage: --table share.schema.name=DIR [--table ...] [--port PORT]"
          + " [--credential-lifetime 15s|500ms|2m|1h] [--print-profile FILE] [--admin]"
          + " [--bearer-token-file FILE] [--external-store FILE | --missing-key-is-forbidden true|false]";

  static ServerArguments parse(String... arguments) throws UsageException {
    int port = 0;
    List<SharedTable> tables = new ArrayList<>();
    Duration lifetime = Duration.ofHours(1);
    Optional<Path> profile = Optional.empty();
    boolean admin = false;
    Optional<String> bearerToken = Optional.empty();
    Optional<ExternalStore> externalStore = Optional.empty();
    Optional<Boolean> missingKeyIsForbidden = Optional.empty();
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--port" -> port = port(value(option, rest));
        case "--table" -> tables.add(table(value(option, rest)));
        case "--credential-lifetime" -> lifetime = Durations.parse(option, value(option, rest));
        case "--print-profile" -> profile = Optional.of(path(option, value(option, rest)));
        case "--admin" -> admin = true;
        case "--bearer-token-file" ->
            bearerToken =
                Optional.of(SettingFiles.bearerToken(option, path(option, value(option, rest))));
        case "--external-store" ->
            externalStore =
                Optional.of(SettingFiles.externalStore(option, path(option, value(option, rest))));
        case "--missing-key-is-forbidden" ->
            missingKeyIsForbidden = Optional.of(flag(option, value(option, rest)));
        default -> throw new UsageException("Unknown option '" + option + "'");
      }
    }
    if (tables.isEmpty()) {
      throw new UsageException("Nothing to share: give at least one --table");
    }
    if (externalStore.isPresent() && missingKeyIsForbidden.isPresent()) {
      throw new UsageException(
          "--missing-key-is-forbidden is for the embedded store: that of --external-store decides by itself");
    }
    return new ServerArguments(
        port, tables, lifetime, profile, admin, bearerToken, externalStore, missingKeyIsForbidden);
  }

  private static String value(String option, Iterator<String> rest) throws UsageException {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return rest.next();
  }

  private static boolean flag(String option, String text) throws UsageException {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new UsageException(option + " is true or false, not '" + text + "'");
  }

  private static int port(String text) throws UsageException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the same refusal
    }
    throw new UsageException("--port must be 0 to 65535, not '" + text + "'");
  }

  private static SharedTable table(String text) throws UsageException {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new UsageException("--table takes share.schema.name=DIR, not '" + text + "'");
    }
    Path directory = path("--table", text.substring(equals + 1));
    if (!Files.isDirectory(directory.resolve("_delta_log"))) {
      throw new UsageException("--table: " + directory + " holds no Delta table (no _delta_log)");
    }
    try {
      return SharedTable.of(text.substring(0, equals), directory);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--table: " + e.getMessage());
    }
  }

  private static Path path(String option, String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(option + ": '" + text + "' is not a path");
    }
  }
}
