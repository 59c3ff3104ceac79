/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a shared table's bytes are reached. */
public enum AccessMode {
  /** By temporary credentials for the table's directory in its cloud store. */
  DIR,
  /** By presigned URLs, one per file. */
  URL;

  /** The modes among a server's words; words that are no mode we know are left out. */
  static Set<AccessMode> among(Collection<String> words) {
    Set<AccessMode> modes = EnumSet.noneOf(AccessMode.class);
    for (String word : words) {
      Arrays.stream(values())
          .filter(mode -> mode.name().equalsIgnoreCase(word))
          .forEach(modes::add);
    }
    return Collections.unmodifiableSet(modes);
  }
}
