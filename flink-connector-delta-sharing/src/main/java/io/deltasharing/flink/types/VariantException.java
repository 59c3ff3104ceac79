/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.io.Serial;

/**
 * The bytes of a variant make no sense, or too much text, or are where they are not read. The
 * message speaks of "it", a file that whoever knows its name adds, and says what to do.
 */
public final class VariantException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private VariantException(String message) {
    super(message);
  }

  /**
   * Says that bytes make no sense.
   *
   * @param what is wrong with it
   */
  public static VariantException broken(String what) {
    return new VariantException(
        "a variant in it makes no sense: " + what + ". Tell the table's provider.");
  }

  /** Says that the slower of two readers does not read it. */
  public static VariantException withinMap() {
    return new VariantException(
        "variants within maps are not read from a file with another column in a rare form, which the"
            + " log of the TaskManager names. Leave one of the two columns out of those that are"
            + " declared.");
  }

  /**
   * Says that Flink refuses a value.
   *
   * @param refusal what Flink said
   */
  static VariantException refused(RuntimeException refusal) {
    return new VariantException(
        "Flink does not take a variant in it as VARIANT ("
            + refusal.getMessage()
            + "). Declare the column as STRING with '"
            + FlinkVariant.OPTION
            + "' = 'true' to read its JSON text, or leave it out.");
  }

  /**
   * Says that a text is too long.
   *
   * @param most so many characters are allowed
   */
  static VariantException tooLong(int most) {
    return new VariantException(
        "the JSON text of a variant in it has more than "
            + most
            + " characters. Declare the column as VARIANT, which Flink has from 2.1 on, or leave it"
            + " out.");
  }
}
