/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An option of a declared table that is to be other than the SQL file has it. */
record TableOption(String table, String key, String value) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\.([^=]+)=(.*)", Pattern.DOTALL);

  /** Of the form {@code table.option=value}. */
  static TableOption parse(String option, String text) throws UsageException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          option
              + " takes TABLE.OPTION=VALUE, such as trades.s3.region=eu-west-1, not '"
              + text
              + "'");
    }
    return new TableOption(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  String sql() {
    return "ALTER TABLE `"
        + table
        + "` SET ("
        + Statements.literal(key)
        + " = "
        + Statements.literal(value)
        + ")";
  }
}
