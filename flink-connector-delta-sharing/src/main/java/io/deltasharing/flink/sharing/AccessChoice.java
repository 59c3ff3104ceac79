/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.Set;

/**
 * Which access mode the user asks for. The protocol leaves the choice to the client:
 *
 * <table>
 *   <caption>The mode taken, by what the server offers</caption>
 *   <tr><th></th><th>omitted</th><th>url</th><th>dir</th><th>url, dir</th></tr>
 *   <tr><td>AUTO</td><td>url</td><td>url</td><td>dir</td><td>dir</td></tr>
 *   <tr><td>DIR</td><td>dir</td><td>error</td><td>dir</td><td>dir</td></tr>
 *   <tr><td>URL</td><td>url</td><td>url</td><td>error</td><td>url</td></tr>
 * </table>
 */
public enum AccessChoice {
  /** The best that the table offers. */
  AUTO,
  /**
   * Directory access, also where the server does not say: the reference server vends credentials
   * without ever announcing it.
   */
  DIR,
  /** Presigned URLs, even where a directory is offered. */
  URL;

  /** The name of the connector option that holds the choice. */
  public static final String OPTION = "access-mode";

  /**
   * The mode to use for a table, by the table above.
   *
   * @param offered what the table's metadata announces; empty if it announces nothing
   * @throws AccessModeException if the table announces only the other mode
   */
  public AccessMode choose(SharedTableName table, Set<AccessMode> offered) {
    return switch (this) {
      case AUTO -> offered.contains(AccessMode.DIR) ? AccessMode.DIR : AccessMode.URL;
      case DIR -> require(AccessMode.DIR, table, offered);
      case URL -> require(AccessMode.URL, table, offered);
    };
  }

  private static AccessMode require(
      AccessMode wanted, SharedTableName table, Set<AccessMode> offered) {
    if (!offered.isEmpty() && !offered.contains(wanted)) {
      String only = word(wanted == AccessMode.DIR ? AccessMode.URL : AccessMode.DIR);
      throw new AccessModeException(
          "The table %s offers only the access mode '%s', but '%s' is set to '%s': set it to '%s' or 'auto', or ask the provider to offer '%s'."
              .formatted(table, only, OPTION, word(wanted), only, word(wanted)));
    }
    return wanted;
  }

  private static String word(AccessMode mode) {
    return mode == AccessMode.DIR ? "dir" : "url";
  }
}
