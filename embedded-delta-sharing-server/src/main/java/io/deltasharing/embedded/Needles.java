/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many byte strings, found in one pass over the bytes: the first eight bytes of each are looked for
 * as one number. Gigabytes of logs are searched for hundreds of secrets in some ten forms each.
 */
final class Needles {
  private static final int HEAD = Long.BYTES;
  private static final int FILTER_BITS = 20;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Map<Long, List<Needle>> byHead = new HashMap<>();
  private final BitSet filter = new BitSet(1 << FILTER_BITS);

  /**
   * Adds one.
   *
   * @param form of eight bytes or more; what is shorter would be found by chance
   * @param name what {@link #in} answers where the form is found
   */
  void add(byte[] form, String name) {
    if (form.length < HEAD) {
      throw new IllegalArgumentException("A secret of so few characters is found everywhere");
    }
    long head = 0;
    for (int i = 0; i < HEAD; i++) {
      head = next(head, form[i]);
    }
    filter.set(slot(head));
    byHead.computeIfAbsent(head, unused -> new ArrayList<>()).add(new Needle(form, name));
  }

  /** The names of those that occur. */
  Set<String> in(byte[] bytes) {
    Set<String> found = new LinkedHashSet<>();
    long window = 0;
    for (int i = 0; i < bytes.length; i++) {
      window = next(window, bytes[i]);
      if (i >= HEAD - 1 && filter.get(slot(window))) {
        int start = i - HEAD + 1;
        for (Needle needle : byHead.getOrDefault(window, List.of())) {
          if (needle.isAt(bytes, start)) {
            found.add(needle.name);
          }
        }
      }
    }
    return found;
  }

  private static long next(long window, byte more) {
    return (window << Byte.SIZE) | (more & 0xff);
  }

  private static int slot(long window) {
    return (int) ((window * SPREAD) >>> (Long.SIZE - FILTER_BITS));
  }

  private static final class Needle {
    private final byte[] form;
    private final String name;

    Needle(byte[] form, String name) {
      this.form = form;
      this.name = name;
    }

    boolean isAt(byte[] bytes, int start) {
      return start + form.length <= bytes.length
          && Arrays.equals(bytes, start, start + form.length, form, 0, form.length);
    }
  }
}
