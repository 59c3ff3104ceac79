/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.Comparator;

/**
 * What a listing asks for.
 *
 * @param prefix of the keys
 * @param byDirectory whether keys are rolled up at the first "/" after the prefix
 * @param after only names after this one; empty for all
 * @param limit of objects and common prefixes together
 */
record ObjectQuery(String prefix, boolean byDirectory, String after, int limit) {

  /**
   * S3 sorts by the bytes of UTF-8, which is the order of code points and not that of Java's chars.
   */
  static final Comparator<String> KEY_ORDER = ObjectQuery::compareCodePoints;

  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /**
   * A query as S3 reads it: what is rolled up into a common prefix comes after it only if the whole
   * of it does, or a client that pages by {@code marker} would turn in circles.
   */
  static ObjectQuery of(String prefix, boolean byDirectory, String after, int limit) {
    boolean afterDirectory = byDirectory && after.endsWith("/");
    return new ObjectQuery(prefix, byDirectory, afterDirectory ? after + LAST : after, limit);
  }

  boolean wantsObject(String key) {
    return isAfter(key);
  }

  /**
   * Whether any key in a directory may come after.
   *
   * @param directoryKey with its closing slash
   */
  boolean mayWantInside(String directoryKey) {
    return isAfter(directoryKey + LAST);
  }

  ObjectQuery anyIn(String directoryKey) {
    return new ObjectQuery(directoryKey, false, after, 1);
  }

  private boolean isAfter(String name) {
    return after.isEmpty() || KEY_ORDER.compare(name, after) > 0;
  }

  private static int compareCodePoints(String a, String b) {
    int i = 0;
    int shorter = Math.min(a.length(), b.length());
    while (i < shorter && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == shorter) {
      return Integer.compare(a.length(), b.length());
    }
    return Integer.compare(a.codePointAt(i), b.codePointAt(i));
  }
}
