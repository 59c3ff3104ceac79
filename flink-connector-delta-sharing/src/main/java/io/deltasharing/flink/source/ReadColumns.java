/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.EarliestTime;
import io.deltasharing.flink.plan.FileFilter;
import io.deltasharing.flink.plan.FileSelection;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.reader.MetadataColumn;
import io.deltasharing.flink.types.DeclaredSchema;
import io.deltasharing.flink.types.DeltaTypes;
import io.deltasharing.flink.types.FlinkVariant;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.utils.EncodingUtils;
import org.jspecify.annotations.Nullable;

/**
 * The columns that are read of a table.
 *
 * @param rowType as they were declared
 * @param watermarkColumn whose times make the watermark; null if there is none
 * @param rows which of them
 * @param tracked metadata that needs row tracking
 * @param variantAsJson whether variants may be declared as texts
 * @param table share.schema.table, for messages
 */
record ReadColumns(
    RowType rowType,
    @Nullable String watermarkColumn,
    RowSelection rows,
    List<MetadataColumn> tracked,
    boolean variantAsJson,
    String table) {

  /**
   * Checks that a table has them.
   *
   * @throws SchemaMismatchException naming those that it does not have, or metadata that it has not
   */
  void check(TableDefinition definition) {
    DeclaredSchema.match(
        all(), KernelAdapter.schema(definition.schemaJson()), table, variantAsJson);
    earliestTime(definition);
    if (!tracked.isEmpty() && definition.rowTracking() == null) {
      throw untracked();
    }
  }

  /** What is said of a table that does not track rows. */
  SchemaMismatchException untracked() {
    String names =
        tracked.stream().map(it -> "'" + it.key() + "'").collect(Collectors.joining(", "));
    return new SchemaMismatchException(
        "The metadata of "
            + table
            + " that was declared needs row tracking, which the table does not have: "
            + names
            + ". Leave it out, or ask the provider to set 'delta.enableRowTracking' = 'true'.",
        List.of("  - the table does not have row tracking, which is needed for " + names));
  }

  /** Which of a table's files are read. */
  FileSelection selection(TableDefinition definition) {
    return new FileSelection(
        earliestTime(definition).orElse(null),
        rows.filter().map(it -> FileFilter.of(it, definition)).orElse(null),
        rows.limit());
  }

  /** Also those that are not read themselves, but say which rows are. */
  private RowType all() {
    List<RowType.RowField> fields = new ArrayList<>(rowType.getFields());
    rows.columns().getFields().stream()
        .filter(it -> rowType.getFieldIndex(it.getName()) < 0)
        .forEach(fields::add);
    return new RowType(false, fields);
  }

  /** What the log says of the watermark's column. */
  private Optional<EarliestTime> earliestTime(TableDefinition definition) {
    return Optional.ofNullable(watermarkColumn)
        .map(it -> timeColumn(it, definition))
        .map(EarliestTime::new);
  }

  private String timeColumn(String name, TableDefinition definition) {
    return KernelAdapter.physicalName(
        KernelAdapter.schema(definition.schemaJson()),
        DeclaredSchema.timeColumn(name, KernelAdapter.schema(definition.schemaJson()), table),
        definition.columnMappingMode());
  }

  /**
   * Why files of a version are not read as those before it.
   *
   * @return empty if they are
   */
  Optional<String> change(long version, TableDefinition before, TableDefinition after) {
    try {
      check(after);
    } catch (SchemaMismatchException e) {
      return Optional.of(message(version, String.join("\n", e.problems()), after));
    }
    return physicalForm(before).equals(physicalForm(after))
        ? Optional.empty()
        : Optional.of(
            changes(version, "  - columns of the same name are others now")
                + " To go on with them, start the job without state from there: 'scan.startup.mode' ="
                + " 'from-version', 'scan.startup.version' = '"
                + version
                + "'.");
  }

  private String physicalForm(TableDefinition definition) {
    String columns =
        KernelAdapter.physicalForm(
            DeclaredSchema.match(all(), KernelAdapter.schema(definition.schemaJson()), table),
            definition);
    return tracked.isEmpty() ? columns : columns + definition.rowTracking();
  }

  private String message(long version, String problems, TableDefinition after) {
    return changes(version, problems)
        + " To go on, declare the table anew with the"
        + " columns that it has now, as far as you need them, and resume the job from its last"
        + " checkpoint:\n  CREATE TABLE ... (\n"
        + declaration(after)
        + "\n  ) WITH (... as before ...)";
  }

  private String changes(long version, String problems) {
    return "Version "
        + version
        + " of "
        + table
        + " changes the columns that are read:\n"
        + problems
        + "\nAll rows before that version have been emitted.";
  }

  private String declaration(TableDefinition definition) {
    RowType all =
        (RowType)
            DeltaTypes.toFlink(
                KernelAdapter.schema(definition.schemaJson()),
                variantAsJson || !FlinkVariant.isThere());
    List<RowType.RowField> fields = all.getFields();
    return fields.stream()
        .map(
            it ->
                "    "
                    + EncodingUtils.escapeIdentifier(it.getName())
                    + " "
                    + it.getType().copy(true).asSerializableString())
        .collect(Collectors.joining(",\n"));
  }
}
