/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a SQL file at its semicolons, but for those in comments, literals and quoted names. Flink
 * 1.20 has no public means for it but the SQL client itself. Statement sets, which have semicolons
 * of their own, are not for it.
 */
final class SqlSplitter {

  private final String file;
  private final String text;
  private final List<SqlStatement> statements = new ArrayList<>();
  private int at;
  // Where the current statement begins; none has begun while this is negative.
  private int begin = -1;

  SqlSplitter(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The statements in order. The last one needs no semicolon.
   *
   * @throws UsageException if a comment, literal or quoted name does not end
   */
  List<SqlStatement> statements() throws UsageException {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (text.startsWith("--", at)) {
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
      } else if (text.startsWith("/*", at)) {
        at = past("*/", 2, "comment");
      } else if (next == '\'' || next == '`') {
        begin();
        // a doubled quote is an end and a beginning
        at = past(String.valueOf(next), 1, next == '`' ? "quoted name" : "literal");
      } else if (next == ';') {
        end();
        at++;
      } else {
        if (!Character.isWhitespace(next)) {
          begin();
        }
        at++;
      }
    }
    end();
    return statements;
  }

  private void begin() {
    if (begin < 0) {
      begin = at;
    }
  }

  private void end() {
    if (begin >= 0) {
      statements.add(
          new SqlStatement(file, lineOf(begin), text.substring(begin, at).stripTrailing()));
    }
    begin = -1;
  }

  private int past(String closing, int skip, String what) throws UsageException {
    int end = text.indexOf(closing, at + skip);
    if (end < 0) {
      throw new UsageException(file + ", line " + lineOf(at) + ": this " + what + " does not end");
    }
    return end + closing.length();
  }

  private int lineOf(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(it -> it == '\n').count();
  }
}
