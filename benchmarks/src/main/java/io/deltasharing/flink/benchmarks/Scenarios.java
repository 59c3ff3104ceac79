/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import static io.deltasharing.flink.benchmarks.Contender.DUCKDB;
import static io.deltasharing.flink.benchmarks.Contender.FLINK;
import static io.deltasharing.flink.benchmarks.Contender.FLINK_S3;
import static io.deltasharing.flink.benchmarks.Contender.ICEBERG;
import static io.deltasharing.flink.benchmarks.Contender.KERNEL;
import static io.deltasharing.flink.benchmarks.Contender.OURS;
import static io.deltasharing.flink.benchmarks.Contender.OURS_S3;
import static io.deltasharing.flink.benchmarks.Contender.OURS_UNDELETED;
import static io.deltasharing.flink.benchmarks.Contender.PAIMON;
import static io.deltasharing.flink.benchmarks.data.Dataset.DELETED_SNAPPY;
import static io.deltasharing.flink.benchmarks.data.Dataset.LINEITEM_SNAPPY;
import static io.deltasharing.flink.benchmarks.data.Dataset.LINEITEM_ZSTD;
import static io.deltasharing.flink.benchmarks.data.Dataset.ORDERS_SNAPPY;
import static io.deltasharing.flink.benchmarks.data.Dataset.REPEATED_SNAPPY;
import static io.deltasharing.flink.benchmarks.data.Dataset.SPARSE_SNAPPY;

import io.deltasharing.flink.benchmarks.Pipeline.Form;
import io.deltasharing.flink.benchmarks.Scenario.Selection;
import io.deltasharing.flink.benchmarks.data.Dataset;
import io.deltasharing.flink.benchmarks.data.Lineitem;
import io.deltasharing.flink.benchmarks.data.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.RowType;

/** All that is measured, with its targets: the one place where they stand. */
public final class Scenarios {
  private static final Target WIDE = new Target.TimesAsFast(1.8);
  private static final Target NARROW = new Target.TimesAsFast(1.5);
  private static final Target TEXTS = new Target.TimesAsFast(1.6);
  private static final Target NESTED = new Target.TimesAsFast(1.2);
  private static final Target REUSED = new Target.TimesAsFast(1.7);
  private static final Target COPIED = new Target.TimesAsFast(1.3);
  private static final Target SELECTIVE = new Target.TimesAsFast(3);
  private static final Target CLUSTERED = new Target.TimesAsFast(5);
  private static final Target DELETED = new Target.TimePerRow(1.3);
  private static final Target REMOTE = new Target.Cpu(1.3);
  private static final Target REQUESTS = new Target.RequestsPerFile(2);

  private static final List<Contender> ALL = List.of(OURS, FLINK, ICEBERG, PAIMON, DUCKDB);
  private static final List<Contender> TWO = List.of(OURS, FLINK);

  /** From the same store; Flink from the local disk as well. */
  private static final List<Contender> SHARED = List.of(OURS, FLINK_S3, FLINK);

  private static final RowType WIDE_ROW = Lineitem.rowType(Lineitem.COLUMNS);
  private static final RowType ONE_COLUMN = columns("l_extendedprice");
  private static final RowType FOUR_COLUMNS =
      columns("l_quantity", "l_extendedprice", "l_discount", "l_shipdate");
  private static final RowType TEXT_COLUMNS = columns("l_shipinstruct", "l_shipmode", "l_comment");
  private static final RowType FILTERED_COLUMNS =
      columns("l_orderkey", "l_partkey", "l_extendedprice", "l_comment");

  private Scenarios() {}

  public static List<Scenario> all() {
    return Stream.of(readers(), streams(), queries()).flatMap(List::stream).toList();
  }

  /**
   * A scenario by its name.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Scenario named(String name) {
    return all().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scenario '"
                        + name
                        + "'; there are "
                        + String.join(", ", all().stream().map(Scenario::name).toList())));
  }

  /** Readers alone, on one thread. */
  private static List<Scenario> readers() {
    return List.of(
        reader("reader-1-column", LINEITEM_SNAPPY, ONE_COLUMN, ALL, NARROW),
        reader("reader-4-columns", LINEITEM_SNAPPY, FOUR_COLUMNS, ALL, NARROW),
        quick(reader("reader-16-columns", LINEITEM_SNAPPY, WIDE_ROW, ALL, WIDE)),
        reader("reader-16-columns-zstd", LINEITEM_ZSTD, WIDE_ROW, ALL, WIDE),
        reader("reader-strings", LINEITEM_SNAPPY, TEXT_COLUMNS, ALL, TEXTS),
        reader("reader-nulls", SPARSE_SNAPPY, WIDE_ROW, ALL, WIDE),
        quick(
            reader(
                "reader-nested",
                ORDERS_SNAPPY,
                Orders.TYPE,
                List.of(OURS, FLINK, ICEBERG, PAIMON),
                NESTED)),
        filter("reader-filter", Selection.SCATTERED, NARROW),
        quick(filter("reader-filter-clustered", Selection.CLUSTERED, CLUSTERED)),
        quick(
            reader(
                "reader-deletion-vectors",
                DELETED_SNAPPY,
                WIDE_ROW,
                List.of(OURS, OURS_UNDELETED, KERNEL),
                DELETED)),
        quick(
            reader(
                "reader-s3", LINEITEM_SNAPPY, WIDE_ROW, List.of(OURS_S3, OURS), REMOTE, REQUESTS)),
        reader(
            "reader-s3-4-columns",
            LINEITEM_ZSTD,
            FOUR_COLUMNS,
            List.of(OURS_S3, OURS),
            REMOTE,
            REQUESTS));
  }

  private static List<Scenario> streams() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int parallelism : List.of(1, 2)) {
      String end = "-parallelism-" + parallelism;
      Pipeline reused = new Pipeline(Form.STREAM, parallelism, true);
      Pipeline copied = new Pipeline(Form.STREAM, parallelism, false);
      Scenario first = pipeline("stream-reuse" + end, reused, Selection.ALL, WIDE_ROW, REUSED);
      scenarios.add(parallelism == 1 ? quick(first) : first);
      scenarios.add(pipeline("stream-copy" + end, copied, Selection.ALL, WIDE_ROW, COPIED));
    }
    return scenarios;
  }

  /**
   * Those that are over in a second or so, of which half is Flink's and none of the reader's, read
   * each file four times.
   */
  private static List<Scenario> queries() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int parallelism : List.of(1, 2)) {
      String end = "-parallelism-" + parallelism;
      Pipeline reused = new Pipeline(Form.SQL, parallelism, true);
      Pipeline copied = new Pipeline(Form.SQL, parallelism, false);
      scenarios.add(repeated(pipeline("sql-reuse" + end, reused, Selection.ALL, WIDE_ROW, REUSED)));
      scenarios.add(pipeline("sql-copy" + end, copied, Selection.ALL, WIDE_ROW, COPIED));
    }
    Pipeline one = new Pipeline(Form.SQL, 1, true);
    scenarios.add(
        repeated(pipeline("sql-filter", one, Selection.SCATTERED, FILTERED_COLUMNS, SELECTIVE)));
    scenarios.add(
        quick(
            pipeline(
                "sql-filter-clustered", one, Selection.CLUSTERED, FILTERED_COLUMNS, SELECTIVE)));
    return scenarios;
  }

  private static Scenario reader(
      String name, Dataset data, RowType columns, List<Contender> contenders, Target... targets) {
    return new Scenario(
        name, Pipeline.reader(), data, columns, Selection.ALL, contenders, List.of(targets), false);
  }

  /** One row in a hundred by the reader alone; Flink's reads all, and an operator throws away. */
  private static Scenario filter(String name, Selection selection, Target... targets) {
    return new Scenario(
        name,
        Pipeline.reader(),
        LINEITEM_SNAPPY,
        FILTERED_COLUMNS,
        selection,
        TWO,
        List.of(targets),
        false);
  }

  private static Scenario pipeline(
      String name, Pipeline pipeline, Selection selection, RowType columns, Target target) {
    return new Scenario(
        name,
        pipeline,
        LINEITEM_SNAPPY,
        columns,
        selection,
        pipeline.form() == Form.SQL ? SHARED : TWO,
        List.of(target),
        false);
  }

  private static Scenario quick(Scenario it) {
    return with(it, it.data(), true);
  }

  private static Scenario repeated(Scenario it) {
    return with(it, REPEATED_SNAPPY, it.isQuick());
  }

  private static Scenario with(Scenario it, Dataset data, boolean isQuick) {
    return new Scenario(
        it.name(),
        it.pipeline(),
        data,
        it.columns(),
        it.selection(),
        it.contenders(),
        it.targets(),
        isQuick);
  }

  private static RowType columns(String... names) {
    List<String> wanted = List.of(names);
    return Lineitem.rowType(
        Lineitem.COLUMNS.stream().filter(it -> wanted.contains(it.name())).toList());
  }
}
