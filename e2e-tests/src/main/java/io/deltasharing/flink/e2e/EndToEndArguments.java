/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.scenario.Installation;
import io.deltasharing.flink.e2e.scenario.Scenario;
import io.deltasharing.flink.e2e.scenario.Scenarios;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What is to be run.
 *
 * @param flink version
 * @param installations one or both
 * @param scenarios in the order of {@link Scenarios#all()}
 */
record EndToEndArguments(
    String flink, StoreKind store, List<Installation> installations, List<Scenario> scenarios) {

  static EndToEndArguments parse(List<String> arguments) throws UsageException {
    String flink = "1.20.0";
    StoreKind store = StoreKind.EMBEDDED;
    List<Installation> installations = List.of(Installation.values());
    List<String> names = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!List.of("--flink", "--store", "--install", "--scenario").contains(option)) {
        throw new UsageException("Unknown option '" + option + "'");
      }
      if (!rest.hasNext()) {
        throw new UsageException(option + " needs a value");
      }
      String value = rest.next();
      switch (option) {
        case "--flink" -> flink = value;
        case "--store" -> store = StoreKind.parse(value);
        case "--install" -> installations = installations(value);
        default -> names.addAll(List.of(value.split(",")));
      }
    }
    return new EndToEndArguments(flink, store, installations, scenarios(names));
  }

  /** Whether all scenarios are played; the page of versions that work is made of such runs only. */
  boolean isWhole() {
    return scenarios.size() == Scenarios.all().size();
  }

  private static List<Installation> installations(String word) throws UsageException {
    if (word.equals("both")) {
      return List.of(Installation.values());
    }
    for (Installation installation : Installation.values()) {
      if (installation.toString().equals(word)) {
        return List.of(installation);
      }
    }
    throw new UsageException("--install is lib, user-jar or both, not '" + word + "'");
  }

  private static List<Scenario> scenarios(List<String> names) throws UsageException {
    List<Scenario> all = Scenarios.all();
    List<String> known = all.stream().map(Scenario::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UsageException("No scenario '" + name + "'; there are " + known);
      }
    }
    return names.isEmpty()
        ? all
        : all.stream().filter(scenario -> names.contains(scenario.name())).toList();
  }
}
