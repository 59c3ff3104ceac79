/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of {@code bin/example}.
 *
 * @param name what to run
 * @param tables the SQL file that declares the tables
 * @param profile instead of {@code tables}: the profile with which to ask for their columns
 * @param shared with {@code profile}: {@code share.schema.table} by the name to declare
 * @param options to be other than declared
 * @param savepoint to start from
 */
record ExampleArguments(
    String name,
    Optional<Path> tables,
    Optional<String> profile,
    Map<String, String> shared,
    List<TableOption> options,
    Optional<String> savepoint) {

  static final String USUAL_TABLE = "trades";

  private static final Pattern SHARED =
      Pattern.compile("(?:([A-Za-z_][A-Za-z0-9_]*)=)?([^=]+\\.[^=]+\\.[^=]+)");

  static ExampleArguments parse(String... arguments) throws UsageException {
    List<String> names = new ArrayList<>();
    Optional<Path> tables = Optional.empty();
    Optional<String> profile = Optional.empty();
    Map<String, String> shared = new LinkedHashMap<>();
    List<TableOption> options = new ArrayList<>();
    Optional<String> savepoint = Optional.empty();
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String next = rest.remove();
      switch (next) {
        case "--tables" -> tables = Optional.of(Path.of(value(next, rest)));
        case "--profile" -> profile = Optional.of(value(next, rest));
        case "--table" -> addShared(next, value(next, rest), shared);
        case "--set" -> options.add(TableOption.parse(next, value(next, rest)));
        case "--from" -> savepoint = Optional.of(value(next, rest));
        default -> names.add(name(next));
      }
    }
    if (names.size() != 1) {
      throw new UsageException(
          names.isEmpty() ? "Which example?" : "One example at a time, not " + names);
    }
    if (tables.isPresent() && profile.isPresent()) {
      throw new UsageException("--tables and --profile exclude each other");
    }
    if (profile.isPresent() == shared.isEmpty()) {
      throw new UsageException("--profile and --table need each other");
    }
    return new ExampleArguments(names.get(0), tables, profile, shared, options, savepoint);
  }

  private static String name(String text) throws UsageException {
    if (text.startsWith("-")) {
      throw new UsageException("Unknown option '" + text + "'");
    }
    return text;
  }

  private static String value(String option, Deque<String> rest) throws UsageException {
    String value = rest.poll();
    if (value == null) {
      throw new UsageException(option + " needs a value");
    }
    return value;
  }

  private static void addShared(String option, String text, Map<String, String> shared)
      throws UsageException {
    Matcher matcher = SHARED.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          option + " takes share.schema.table or NAME=share.schema.table, not '" + text + "'");
    }
    String name = Optional.ofNullable(matcher.group(1)).orElse(USUAL_TABLE);
    if (shared.put(name, matcher.group(2)) != null) {
      throw new UsageException(option + ": " + name + " is given twice");
    }
  }
}
