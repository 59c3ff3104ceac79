/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.reader.MetadataColumn;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadColumnsTest {
  private static final TableDefinition UNTRACKED = definition(null);
  private static final TableDefinition TRACKED = definition(new RowTrackingColumns("a", "b"));

  @Test
  void metadataOfRowTrackingNeedsATableThatHasIt() {
    ReadColumns both = columns(List.of(MetadataColumn.ROW_COMMIT_VERSION, MetadataColumn.ROW_ID));
    both.check(TRACKED);
    assertThatThrownBy(() -> both.check(UNTRACKED))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            "The metadata of s.d.t that was declared needs row tracking, which the table does not"
                + " have: '_row_commit_version', '_row_id'. Leave it out, or ask the provider to set"
                + " 'delta.enableRowTracking' = 'true'.");
    columns(List.of()).check(UNTRACKED);
  }

  @Test
  void aVersionThatSwitchesRowTrackingOffEndsAReadOfIds() {
    assertThat(columns(List.of(MetadataColumn.ROW_ID)).change(7, TRACKED, UNTRACKED))
        .hasValueSatisfying(
            it ->
                assertThat(it)
                    .startsWith(
                        "Version 7 of s.d.t changes the columns that are read:\n"
                            + "  - the table does not have row tracking, which is needed for"
                            + " '_row_id'\n"));
    assertThat(columns(List.of()).change(7, TRACKED, UNTRACKED)).isEmpty();
  }

  @Test
  void aVersionThatKeepsIdsElsewhereEndsAReadOfIds() {
    TableDefinition elsewhere = definition(new RowTrackingColumns("a", "c"));
    assertThat(columns(List.of(MetadataColumn.ROW_ID)).change(7, TRACKED, TRACKED)).isEmpty();
    assertThat(columns(List.of(MetadataColumn.ROW_ID)).change(7, TRACKED, elsewhere)).isPresent();
    assertThat(columns(List.of()).change(7, TRACKED, elsewhere)).isEmpty();
  }

  @Test
  void aPartitionThatBecomesWiderIsReadOnUnlessItsDigitsMeanAnotherNumber() {
    RowType declared =
        RowType.of(new LogicalType[] {new BigIntType(), new DoubleType()}, new String[] {"p", "q"});
    ReadColumns read = new ReadColumns(declared, null, RowSelection.ALL, List.of(), false, "s.d.t");
    TableDefinition before = partitioned("integer", "float");
    assertThat(read.change(7, before, partitioned("long", "float"))).isEmpty();
    assertThat(read.change(7, before, partitioned("long", "double")))
        .hasValue(
            "Version 7 of s.d.t changes the columns that are read:\n"
                + "  - columns of the same name are others now\n"
                + "All rows before that version have been emitted. To go on with them, start the job"
                + " without state from there: 'scan.startup.mode' = 'from-version',"
                + " 'scan.startup.version' = '7'.");
  }

  private static TableDefinition partitioned(String p, String q) {
    String schema = "{'type':'struct','fields':[" + field("p", p) + "," + field("q", q) + "]}";
    return new TableDefinition("1", schema.replace('\'', '"'), List.of("p", "q"), "none");
  }

  private static String field(String name, String type) {
    return "{'name':'" + name + "','type':'" + type + "','nullable':true,'metadata':{}}";
  }

  private static ReadColumns columns(List<MetadataColumn> tracked) {
    RowType id = RowType.of(new BigIntType[] {new BigIntType()}, new String[] {"id"});
    return new ReadColumns(id, null, RowSelection.ALL, tracked, false, "s.d.t");
  }

  private static TableDefinition definition(@Nullable RowTrackingColumns tracking) {
    return new TableDefinition(
        "1",
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,"
            + "\"metadata\":{}}]}",
        List.of(),
        "none",
        tracking);
  }
}
