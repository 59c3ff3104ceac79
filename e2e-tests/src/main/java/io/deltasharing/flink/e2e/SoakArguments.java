/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a soak is told. */
record SoakArguments(String flink, StoreKind store, int minutes, long seed) {

  static SoakArguments parse(List<String> arguments, RandomGenerator random) throws UsageException {
    String flink = "1.20.0";
    StoreKind store = StoreKind.EMBEDDED;
    int minutes = 10;
    long seed = random.nextInt(Integer.MAX_VALUE);
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!List.of("--flink", "--store", "--minutes", "--seed").contains(option)) {
        throw new UsageException("Unknown option '" + option + "'");
      }
      if (!rest.hasNext()) {
        throw new UsageException(option + " needs a value");
      }
      String value = rest.next();
      switch (option) {
        case "--flink" -> flink = value;
        case "--store" -> store = StoreKind.parse(value);
        case "--minutes" -> minutes = (int) number(option, value, 1);
        default -> seed = number(option, value, 0);
      }
    }
    return new SoakArguments(flink, store, minutes, seed);
  }

  private static long number(String option, String text, long least) throws UsageException {
    try {
      long number = Long.parseLong(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException(
        option + " takes a whole number from " + least + ", not '" + text + "'");
  }
}
