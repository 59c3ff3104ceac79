/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

/**
 * Where a shared table is found: {@code <profile>#<share>.<schema>.<table>}.
 *
 * @param profile path or URI of the profile file
 */
public record TablePath(String profile, SharedTableName table) {
  /**
   * Checks that there is a profile.
   *
   * @throws IllegalArgumentException if the profile is blank
   */
  public TablePath {
    if (profile.isBlank()) {
      throw new IllegalArgumentException(
          "A table path needs a profile file before its '#': " + expectedForm());
    }
  }

  /**
   * Splits at the last {@code #}, since a file's name may contain one.
   *
   * @throws IllegalArgumentException if the text has another form or a name breaks the rules
   */
  public static TablePath parse(String text) {
    int hash = text.lastIndexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException(
          "A table path has the form %s, but this one has no '#': '%s'"
              .formatted(expectedForm(), SafeText.of(text)));
    }
    return new TablePath(text.substring(0, hash), SharedTableName.parse(text.substring(hash + 1)));
  }

  private static String expectedForm() {
    return "<profile file>#<share>.<schema>.<table>";
  }

  @Override
  public String toString() {
    return profile + "#" + table;
  }
}
