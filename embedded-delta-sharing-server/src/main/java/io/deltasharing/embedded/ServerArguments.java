/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.Files;
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
    Optional<BearerToken> bearerToken,
    Optional<ExternalStore> externalStore,
    Optional<Boolean> missingKeyIsForbidden,
    Optional<Path> secretsRecord) {

  static final String USAGE =
      "usage: --table share.schema.name=DIR [--table ...] [--port PORT]"
          + " [--credential-lifetime 15s|500ms|2m|1h] [--print-profile FILE] [--admin]"
          + " [--bearer-token-file FILE] [--record-secrets FILE]"
          + " [--external-store FILE | --missing-key-is-forbidden true|false]";

  static ServerArguments parse(String... arguments) throws UsageException {
    int port = 0;
    List<SharedTable> tables = new ArrayList<>();
    Duration lifetime = Duration.ofHours(1);
    Optional<Path> profile = Optional.empty();
    boolean admin = false;
    Optional<BearerToken> bearerToken = Optional.empty();
    Optional<ExternalStore> externalStore = Optional.empty();
    Optional<Boolean> missingKeyIsForbidden = Optional.empty();
    Optional<Path> secretsRecord = Optional.empty();
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--port" -> port = Arguments.port(option, rest);
        case "--table" -> tables.add(table(Arguments.value(option, rest)));
        case "--credential-lifetime" ->
            lifetime = Durations.parse(option, Arguments.value(option, rest));
        case "--print-profile" -> profile = Optional.of(Arguments.path(option, rest));
        case "--admin" -> admin = true;
        case "--bearer-token-file" ->
            bearerToken =
                Optional.of(SettingFiles.bearerToken(option, Arguments.path(option, rest)));
        case "--external-store" ->
            externalStore =
                Optional.of(SettingFiles.externalStore(option, Arguments.path(option, rest)));
        case "--missing-key-is-forbidden" ->
            missingKeyIsForbidden = Optional.of(Arguments.flag(option, rest));
        case "--record-secrets" -> secretsRecord = Optional.of(Arguments.path(option, rest));
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
        port,
        tables,
        lifetime,
        profile,
        admin,
        bearerToken,
        externalStore,
        missingKeyIsForbidden,
        secretsRecord);
  }

  private static SharedTable table(String text) throws UsageException {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new UsageException("--table takes share.schema.name=DIR, not '" + text + "'");
    }
    Path directory = Arguments.path("--table", text.substring(equals + 1));
    if (!Files.isDirectory(directory.resolve("_delta_log"))) {
      throw new UsageException("--table: " + directory + " holds no Delta table (no _delta_log)");
    }
    try {
      return SharedTable.of(text.substring(0, equals), directory);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--table: " + e.getMessage());
    }
  }
}
