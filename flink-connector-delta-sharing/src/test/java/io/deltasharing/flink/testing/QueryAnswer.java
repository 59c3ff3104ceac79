/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** How a query ends, in the words that a user of SQL looks for. */
public final class QueryAnswer {
  private static final String OURS = "Reading the shared table ";

  private QueryAnswer() {}

  /**
   * Reads a table called {@code trades} to its end.
   *
   * @param ddl declares it
   * @return how many rows came, or why none did
   */
  public static String ofBatch(String ddl) {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    try {
      sql.executeSql(ddl);
      long rows = 0;
      try (CloseableIterator<Row> found = sql.executeSql("SELECT * FROM trades").collect()) {
        for (; found.hasNext(); rows++) {
          found.next();
        }
      }
      return rows + " rows";
    } catch (Throwable failure) {
      return words(failure);
    }
  }

  /** What the connector says of a failure, or else its innermost cause. */
  public static String words(Throwable failure) {
    return causes(failure)
        .filter(it -> it.startsWith(OURS))
        .findFirst()
        .or(() -> causes(failure).reduce((outer, inner) -> inner))
        .orElseGet(failure::toString);
  }

  private static Stream<String> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull);
  }
}
