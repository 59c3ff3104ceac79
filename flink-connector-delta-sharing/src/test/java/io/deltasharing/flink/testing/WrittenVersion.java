/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.jspecify.annotations.Nullable;

/** What is known of one version of a {@link WrittenTable}. */
public record WrittenVersion(JsonNode entry) {

  public long version() {
    return entry.path("version").asLong();
  }

  /** As delta-spark calls it. */
  public String operation() {
    return entry.path("operation").asText();
  }

  /** Columns as a statement of SQL declares them, variants as texts. */
  public String ddl() {
    return ddl(types());
  }

  private static String ddl(Map<String, String> types) {
    return types.entrySet().stream()
        .map(it -> "`" + it.getKey() + "` " + it.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The same, with variants as they are called from Flink 2.1 on. */
  public String ddlWithVariants() {
    return ddl(named());
  }

  /** Variants are texts. */
  public RowType columns() {
    List<RowType.RowField> fields = new ArrayList<>();
    types().forEach((name, type) -> fields.add(new RowType.RowField(name, parsed(type))));
    return new RowType(fields);
  }

  /** All rows of the table, in the form of {@link TypedValues}. */
  public List<@Nullable Object> rows() {
    return rows("rows");
  }

  /**
   * Rows of one kind.
   *
   * @param kind {@code inserted}, {@code deleted}, {@code rowsOfAdded} or {@code rows}
   */
  public List<@Nullable Object> rows(String kind) {
    RowType columns = columns();
    List<@Nullable Object> rows = new ArrayList<>();
    entry.path(kind).forEach(it -> rows.add(TypedValues.expected(it, columns)));
    return rows;
  }

  /** Of a table with row tracking: what Spark says of each row, in the order of {@code id}. */
  public List<RowIds> rowIds() {
    List<RowIds> rows = new ArrayList<>();
    entry
        .path("rowIds")
        .forEach(
            it ->
                rows.add(
                    new RowIds(
                        it.path("id").asLong(),
                        it.path("_row_id").asLong(),
                        it.path("_row_commit_version").asLong())));
    return rows;
  }

  /**
   * A row's column {@code id}, and what row tracking knows of the row.
   *
   * @param rowId null if it knows nothing
   * @param commitVersion null if it knows nothing
   */
  public record RowIds(long id, @Nullable Long rowId, @Nullable Long commitVersion) {}

  /** As any Flink can have them. */
  private Map<String, String> types() {
    Map<String, String> types = named();
    types.replaceAll((name, type) -> type.replaceAll("\\bVARIANT\\b", "STRING"));
    return types;
  }

  private Map<String, String> named() {
    Map<String, String> types = new LinkedHashMap<>();
    entry
        .path("columns")
        .forEach(it -> types.put(it.path("name").asText(), it.path("type").asText()));
    return types;
  }

  private static LogicalType parsed(String type) {
    return LogicalTypeParser.parse(type, WrittenVersion.class.getClassLoader());
  }
}
