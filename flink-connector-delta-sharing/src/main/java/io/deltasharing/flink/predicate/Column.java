/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/**
 * A column by its logical name, as the user declared it.
 *
 * @param path of a top-level column its name alone; of a field within one, the names from the top
 */
public record Column(List<String> path) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public Column {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a column has a name");
    }
  }

  /** A top-level column. */
  public static Column of(String name) {
    return new Column(List.of(name));
  }

  /** The top-level column that it is or lies in. */
  public String top() {
    return path.get(0);
  }

  public boolean isNested() {
    return path.size() > 1;
  }

  @Override
  public String toString() {
    return String.join(".", path);
  }
}
