/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.Locale;

/** A shared table's full name. Names are compared without regard to case. */
record TableName(String share, String schema, String table) {

  private static final int LONGEST = 255;

  TableName {
    requireName("share", share);
    requireName("schema", schema);
    requireName("table", table);
  }

  /** Reads {@code share.schema.table}; only the share's own name may contain a dot. */
  static TableName parse(String text) {
    int beforeTable = text.lastIndexOf('.');
    int beforeSchema = text.lastIndexOf('.', beforeTable - 1);
    if (beforeSchema < 0 || beforeTable < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' does not name a table: write share.schema.table");
    }
    return new TableName(
        text.substring(0, beforeSchema),
        text.substring(beforeSchema + 1, beforeTable),
        text.substring(beforeTable + 1));
  }

  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Equal for equal names, and sorted by share, schema, table. */
  String key() {
    return folded(share + '/' + schema + '/' + table);
  }

  private static void requireName(String what, String name) {
    boolean legal =
        !name.isEmpty()
            && name.length() <= LONGEST
            && name.chars().noneMatch(c -> c == ' ' || c == '/' || Character.isISOControl(c));
    if (!legal) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a "
              + what
              + " name: 1 to "
              + LONGEST
              + " characters without space, '/' and control characters");
    }
  }

  @Override
  public String toString() {
    return share + '.' + schema + '.' + table;
  }
}
