/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.Optional;

/**
 * What the protocol allows as the name of a share, schema or table: at most 255 characters, without
 * space, slash and control characters; the name of a schema or table also without dot.
 */
final class ObjectNames {
  private static final int MAX_LENGTH = 255;

  private ObjectNames() {}

  static String requireShare(String name) {
    return require("share", name, shareProblem(name));
  }

  static String requireSchema(String name) {
    return require("schema", name, undottedProblem(name));
  }

  static String requireTable(String name) {
    return require("table", name, undottedProblem(name));
  }

  /** What is wrong with the name of a share, in words that follow "the name"; empty if nothing. */
  static Optional<String> shareProblem(String name) {
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("must not be a path's \".\" or \"..\"");
    }
    return commonProblem(name);
  }

  /** The same for the name of a schema or table. */
  static Optional<String> undottedProblem(String name) {
    return name.indexOf('.') >= 0 ? Optional.of("must not contain a dot") : commonProblem(name);
  }

  private static Optional<String> commonProblem(String name) {
    if (name.isEmpty()) {
      return Optional.of("must not be empty");
    }
    if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
      return Optional.of("must not be longer than " + MAX_LENGTH + " characters");
    }
    return name.chars().anyMatch(ObjectNames::isForbidden)
        ? Optional.of("must not contain a space, a slash or a control character")
        : Optional.empty();
  }

  private static boolean isForbidden(int character) {
    return character == ' ' || character == '/' || Character.isISOControl(character);
  }

  private static String require(String kind, String name, Optional<String> problem) {
    problem.ifPresent(
        words -> {
          throw new IllegalArgumentException(
              "The name of a %s %s: '%s'".formatted(kind, words, SafeText.of(name)));
        });
    return name;
  }
}
