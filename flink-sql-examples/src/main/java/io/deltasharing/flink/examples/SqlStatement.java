/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of a SQL file.
 *
 * @param file the file's name
 * @param line where it begins, counted from 1
 * @param text without comments before it and without the semicolon after it
 */
record SqlStatement(String file, int line, String text) {

  private static final Pattern SETTING =
      Pattern.compile("SET\\s+'((?:[^']|'')+)'\\s*=\\s*'((?:[^']|'')*)'", Pattern.CASE_INSENSITIVE);
  private static final Pattern FIRST_WORD = Pattern.compile("^[A-Za-z]+");
  private static final Set<String> OF_DECLARATIONS =
      Set.of("ALTER", "CREATE", "DROP", "LOAD", "UNLOAD", "USE");
  private static final Set<String> OF_WRITES = Set.of("INSERT", "EXECUTE");

  /** Key and value, if this is {@code SET 'key' = 'value'}. */
  Optional<Map.Entry<String, String>> setting() {
    Matcher matcher = SETTING.matcher(text);
    return matcher.matches()
        ? Optional.of(Map.entry(unquoted(matcher.group(1)), unquoted(matcher.group(2))))
        : Optional.empty();
  }

  /** Whether it only changes what tables there are. */
  boolean declares() {
    return OF_DECLARATIONS.contains(firstWord());
  }

  /** Whether it writes into a table. */
  boolean writes() {
    return OF_WRITES.contains(firstWord());
  }

  /** For messages. */
  String place() {
    return file + ", line " + line;
  }

  private String firstWord() {
    Matcher matcher = FIRST_WORD.matcher(text);
    return matcher.find() ? matcher.group().toUpperCase(Locale.ROOT) : "";
  }

  private static String unquoted(String literal) {
    return literal.replace("''", "'");
  }
}
