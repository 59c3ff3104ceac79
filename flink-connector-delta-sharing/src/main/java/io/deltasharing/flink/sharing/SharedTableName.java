/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

/**
 * A shared table's full name. Servers take the parts case-insensitively; here they stand, and are
 * compared, as they were given.
 *
 * @param share may contain dots
 * @param schema without dots
 * @param table without dots
 */
public record SharedTableName(String share, String schema, String table) {
  /**
   * Checks the three parts.
   *
   * @throws IllegalArgumentException if a part breaks the protocol's rules for names
   */
  public SharedTableName {
    ObjectNames.requireShare(share);
    ObjectNames.requireSchema(schema);
    ObjectNames.requireTable(table);
  }

  /**
   * Reads {@code <share>.<schema>.<table>}: split at the last two dots, since only a share's name
   * may contain one.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static SharedTableName parse(String text) {
    int beforeTable = text.lastIndexOf('.');
    int beforeSchema = text.lastIndexOf('.', beforeTable - 1);
    if (beforeTable < 0 || beforeSchema < 0) {
      throw new IllegalArgumentException(
          "A shared table is named <share>.<schema>.<table>, but this is '%s'"
              .formatted(SafeText.of(text)));
    }
    return new SharedTableName(
        text.substring(0, beforeSchema),
        text.substring(beforeSchema + 1, beforeTable),
        text.substring(beforeTable + 1));
  }

  @Override
  public String toString() {
    return share + "." + schema + "." + table;
  }
}
