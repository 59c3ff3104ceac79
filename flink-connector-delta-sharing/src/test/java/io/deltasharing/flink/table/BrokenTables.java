/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static io.deltasharing.flink.table.Damage.add;
import static io.deltasharing.flink.table.Damage.addedBy;
import static io.deltasharing.flink.table.Damage.bytes;
import static io.deltasharing.flink.table.Damage.commit;
import static io.deltasharing.flink.table.Damage.file;
import static io.deltasharing.flink.table.Damage.flipped;
import static io.deltasharing.flink.table.Damage.missing;
import static io.deltasharing.flink.table.Damage.replaced;
import static io.deltasharing.flink.table.Damage.shorterBy;
import static io.deltasharing.flink.table.Damage.text;
import static io.deltasharing.flink.table.Damage.without;
import static io.deltasharing.flink.table.Damage.withoutRows;
import static io.deltasharing.flink.table.Damage.zeroed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** The ways in which tables are broken, and what is said of each. */
final class BrokenTables {
  private static final String TELL = " Tell the table's provider.";
  private static final String CLEANED_UP = "feature-cleaned-up";
  private static final String LONG_LOG = "feature-long-log";
  private static final String ROW_GROUPS = "feature-row-groups";
  private static final String PARTS = "feature-checkpoint-multi-part";
  private static final String V2_JSON = "feature-v2-checkpoint-json";
  private static final String V2_PARQUET = "feature-v2-checkpoint-parquet";
  private static final String VECTORS = "feature-deletion-vectors";
  private static final String INLINE = "feature-deletion-vectors-inline";
  private static final Damage.Culprit CHECKPOINT = file("_delta_log/.*checkpoint\\.parquet");
  private static final Damage.Culprit V2 =
      file("_delta_log/[^/]*checkpoint\\.[^/]*-.*\\.(json|parquet)");
  private static final Damage.Culprit SIDECAR = file("_delta_log/_sidecars/.*");
  private static final Damage.Culprit PART = file(".*0000000002\\.0000000004\\.parquet");
  private static final Damage.Culprit HINT = file("_delta_log/_last_checkpoint");
  private static final Damage.Culprit VECTOR = file("deletion_vector_.*\\.bin");
  private static final String NO_PARQUET = "it is not a Parquet file. Expected magic number…";

  private BrokenTables() {}

  /**
   * A table broken in one way.
   *
   * @param table one that delta-spark wrote
   * @param answer with {@code TABLE}, {@code VERSION} and {@code FILE} for what is broken, and
   *     {@code …} for what others say; empty if the table is read as if nothing had happened
   */
  record Case(String name, String table, Damage damage, String answer) {

    boolean isRead() {
      return answer.isEmpty();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all() {
    return Stream.of(dataFiles(), checkpoints(), v2Checkpoints(), log(), vectors())
        .flatMap(it -> it)
        .toList();
  }

  private static Stream<Case> dataFiles() {
    return Stream.of(
        data(
            "its end is lost",
            CLEANED_UP,
            bytes(addedBy(5), shorterBy(100)),
            "it ends before the 1294 bytes that the log says it has."),
        data(
            "empty",
            CLEANED_UP,
            bytes(addedBy(5), Damage::none),
            "it ends before the 1294 bytes that the log says it has."),
        data(
            "five bytes",
            "feature-append-only",
            bytes(addedBy(2), it -> new byte[5]),
            "it ends before the 1045 bytes that the log says it has."),
        data(
            "half of it",
            ROW_GROUPS,
            bytes(addedBy(1), Damage::half),
            "it ends before the 11230 bytes that the log says it has."),
        data(
            "a smaller file in its place",
            ROW_GROUPS,
            replaced(addedBy(1), "feature-codec-snappy"),
            "it ends before the 11230 bytes that the log says it has."),
        data(
            "a larger file in its place",
            "feature-codec-snappy",
            replaced(addedBy(1), ROW_GROUPS),
            "it is no Parquet file, for it does not end in 'PAR1'."),
        data(
            "a flipped bit in a page",
            "feature-codec-uncompressed",
            bytes(addedBy(1), flipped(100, 1)),
            "a page does not match its checksum."),
        data(
            "a flipped bit in a compressed page",
            "feature-codec-snappy",
            bytes(addedBy(1), flipped(100, 1)),
            "a page does not match its checksum."),
        data(
            "zeros in a column",
            ROW_GROUPS,
            bytes(addedBy(1), zeroed(3000, 500)),
            "a page does not match its checksum."),
        data(
            "letters",
            CLEANED_UP,
            bytes(addedBy(5), Damage::letters),
            "it is no Parquet file, for it does not end in 'PAR1'."),
        gone("vacuumed", CLEANED_UP, missing(addedBy(5))));
  }

  private static Stream<Case> checkpoints() {
    return Stream.of(
        log(
            "checkpoint: its end is lost",
            CLEANED_UP,
            bytes(CHECKPOINT, shorterBy(1000)),
            "'FILE' is broken: " + NO_PARQUET),
        log(
            "checkpoint: half of it",
            CLEANED_UP,
            bytes(CHECKPOINT, Damage::half),
            "'FILE' is broken: " + NO_PARQUET),
        log(
            "checkpoint: letters",
            CLEANED_UP,
            bytes(CHECKPOINT, Damage::letters),
            "'FILE' is broken: " + NO_PARQUET),
        log(
            "checkpoint: flipped bits",
            CLEANED_UP,
            bytes(CHECKPOINT, flipped(1000, 400)),
            "'FILE' is broken: " + "can not read class …"),
        log(
            "checkpoint: empty",
            CLEANED_UP,
            bytes(CHECKPOINT, Damage::none),
            "there is no whole checkpoint '_delta_log/00000000000000000005.checkpoint*', and not all"
                + " commits before it are left."),
        log(
            "checkpoint: no metadata",
            CLEANED_UP,
            bytes(CHECKPOINT, withoutRows("metaData")),
            "'FILE' is broken: " + "No metadata found at version 7."),
        log(
            "checkpoint: no protocol",
            CLEANED_UP,
            bytes(CHECKPOINT, withoutRows("protocol")),
            "'FILE' is broken: " + "No protocol found at version 7."),
        log(
            "checkpoint: missing",
            CLEANED_UP,
            missing(CHECKPOINT),
            "there is no whole checkpoint '_delta_log/00000000000000000005.checkpoint*', and not all"
                + " commits before it are left."),
        log(
            "checkpoint: its end is lost, but all commits are left",
            LONG_LOG,
            bytes(CHECKPOINT, shorterBy(1000)),
            "'FILE' is broken: " + NO_PARQUET),
        read("part: missing, but all commits are left", PARTS, missing(PART)),
        log(
            "part: missing",
            PARTS,
            missing(PART).withoutCommitsBefore(5),
            "there is no whole checkpoint '_delta_log/00000000000000000005.checkpoint*', and not all"
                + " commits before it are left."),
        log(
            "part: its end is lost",
            PARTS,
            bytes(PART, shorterBy(100)),
            "'FILE' is broken: " + NO_PARQUET),
        read("hint: letters", CLEANED_UP, bytes(HINT, Damage::letters)),
        read("hint: half of it", CLEANED_UP, bytes(HINT, Damage::half)),
        read("hint: empty", CLEANED_UP, bytes(HINT, Damage::none)),
        read(
            "hint: to what is not there",
            CLEANED_UP,
            bytes(HINT, text(it -> "{\"version\":9,\"size\":3}"))));
  }

  private static Stream<Case> v2Checkpoints() {
    return Stream.of(
        log(
            "v2: no JSON",
            V2_JSON,
            bytes(V2, text(it -> "x" + it)),
            "'FILE' is broken: " + "Unrecognized token 'x'…"),
        log(
            "v2: half a line",
            V2_JSON,
            bytes(V2, shorterBy(100)),
            "'FILE' is broken: " + "Unexpected end-of-input…"),
        log(
            "v2: empty",
            V2_JSON,
            bytes(V2, Damage::none).withoutCommitsBefore(5),
            "there is no whole checkpoint '_delta_log/00000000000000000005.checkpoint*', and not all"
                + " commits before it are left."),
        log(
            "v2: no metadata",
            V2_JSON,
            bytes(V2, without("metaData")).withoutCommitsBefore(5),
            "'FILE' is broken: " + "No metadata found at version 7."),
        log(
            "v2: no protocol",
            V2_JSON,
            bytes(V2, without("protocol")).withoutCommitsBefore(5),
            "'FILE' is broken: " + "No protocol found at version 7."),
        log(
            "v2: Parquet whose end is lost",
            V2_PARQUET,
            bytes(V2, shorterBy(100)),
            "'FILE' is broken: " + NO_PARQUET),
        log(
            "sidecar: missing",
            V2_JSON,
            missing(SIDECAR),
            "'FILE' is missing. If the log was cleaned up just now, starting again helps."),
        log(
            "sidecar: its end is lost",
            V2_JSON,
            bytes(SIDECAR, shorterBy(100)),
            "'FILE' ends before it should."),
        log(
            "sidecar: empty",
            V2_PARQUET,
            bytes(SIDECAR, Damage::none),
            "'FILE' ends before it should."),
        log(
            "sidecar: letters",
            V2_PARQUET,
            bytes(SIDECAR, Damage::letters),
            "'FILE' is broken: " + NO_PARQUET));
  }

  private static Stream<Case> log() {
    return Stream.of(
        log(
            "commit: letters",
            CLEANED_UP,
            bytes(it -> commit(6), Damage::letters),
            "'FILE' is broken: " + "Unrecognized token…"),
        log(
            "commit: half a line at its end",
            CLEANED_UP,
            bytes(it -> commit(6), shorterBy(40)),
            "'FILE' is broken: " + "Unexpected end-of-input…"),
        log(
            "commit: empty",
            CLEANED_UP,
            bytes(it -> commit(6), Damage::none),
            "'FILE' is broken: " + "it is empty."),
        log(
            "commit: an array",
            CLEANED_UP,
            bytes(it -> commit(6), text(it -> it + "[]\n")),
            "'FILE' is broken: " + "its content makes no sense (ClassCastException)."),
        log(
            "commit: missing behind a checkpoint",
            CLEANED_UP,
            missing(it -> commit(6)),
            "its log has a gap, for 'FILE' is missing."),
        log(
            "commit: missing",
            "feature-append-only",
            missing(it -> commit(1)),
            "its log has a gap, for 'FILE' is missing."),
        log(
            "commit: the first is missing",
            "feature-append-only",
            missing(it -> commit(0)),
            "its log has a gap, for 'FILE' is missing."));
  }

  private static Stream<Case> vectors() {
    return Stream.of(
        vectorGone("vector: vacuumed", VECTORS, missing(VECTOR)),
        vector(
            "vector: its end is lost",
            VECTORS,
            bytes(VECTOR, shorterBy(40)),
            "is cut off. It lies in 'FILE'."),
        vector(
            "vector: empty",
            VECTORS,
            bytes(VECTOR, Damage::none),
            "is cut off. It lies in 'FILE'."),
        vector(
            "vector: flipped bits",
            VECTORS,
            bytes(VECTOR, flipped(30, 1)),
            "has a wrong checksum. It lies in 'FILE'."),
        vector(
            "vector: another size",
            VECTORS,
            add(4, it -> vector(it).put("sizeInBytes", 36), VECTOR),
            "is not where the log says. It lies in 'FILE'."),
        vector(
            "vector: another cardinality",
            VECTORS,
            add(4, it -> vector(it).put("cardinality", 5), VECTOR),
            "deletes 4 rows, where the log says 5. It lies in 'FILE'."),
        vector(
            "vector: another offset",
            VECTORS,
            add(4, it -> vector(it).put("offset", 3), VECTOR),
            "is not where the log says. It lies in 'FILE'."),
        vector(
            "vector: an offset behind its end",
            VECTORS,
            add(4, it -> vector(it).put("offset", 3000), VECTOR),
            "is cut off. It lies in 'FILE'."),
        vector(
            "vector: no name",
            VECTORS,
            add(4, it -> vector(it).put("pathOrInlineDv", "abc"), VECTOR),
            "is described in a way that makes no sense. It lies in no file."),
        vector(
            "vector: no kind",
            VECTORS,
            add(4, it -> vector(it).put("storageType", "q"), VECTOR),
            "is described in a way that makes no sense. It lies in no file."),
        vector(
            "inline: no text of its kind",
            INLINE,
            add(4, it -> vector(it).put("pathOrInlineDv", "abc"), addedBy(4)),
            "is described in a way that makes no sense. It lies in the log."),
        vector(
            "inline: cut off",
            INLINE,
            add(4, it -> vector(it).put("pathOrInlineDv", "^Bg9^0rr910000000000"), addedBy(4)),
            "cannot hold the 1 bitmaps that it says it has. It lies in the log."),
        vector(
            "inline: another size",
            INLINE,
            add(4, it -> vector(it).put("sizeInBytes", 20), addedBy(4)),
            "cannot hold the 1 bitmaps that it says it has. It lies in the log."),
        vector(
            "inline: another cardinality",
            INLINE,
            add(4, it -> vector(it).put("cardinality", 3), addedBy(4)),
            "deletes 4 rows, where the log says 3. It lies in the log."));
  }

  private static Case data(String name, String table, Damage damage, String words) {
    return new Case(
        name,
        table,
        damage,
        "Reading the shared table TABLE failed at version VERSION: 'FILE' cannot be read: "
            + words
            + TELL);
  }

  private static Case gone(String name, String table, Damage damage) {
    return new Case(
        name,
        table,
        damage,
        "Reading the shared table TABLE failed at version VERSION: 'FILE' cannot be read: "
            + gone());
  }

  private static Case vector(String name, String table, Damage damage, String words) {
    return new Case(
        name,
        table,
        damage,
        "Reading the shared table TABLE failed at version VERSION: '….parquet' cannot be read: its"
            + " deletion vector "
            + words
            + TELL);
  }

  private static Case vectorGone(String name, String table, Damage damage) {
    return new Case(
        name,
        table,
        damage,
        "Reading the shared table TABLE failed at version VERSION: '….parquet' cannot be read: "
            + gone());
  }

  private static String gone() {
    return "'s3://…/FILE' does not exist any more: it was probably removed by a VACUUM. Run the query again, or"
        + " start the job without state, to read the newest version; if that says the same, tell"
        + " the table's provider.";
  }

  private static Case log(String name, String table, Damage damage, String words) {
    return new Case(
        name,
        table,
        damage,
        "Reading the shared table TABLE failed: Version VERSION of TABLE cannot be read: "
            + words
            + TELL);
  }

  private static Case read(String name, String table, Damage damage) {
    return new Case(name, table, damage, "");
  }

  private static ObjectNode vector(ObjectNode add) {
    return (ObjectNode) add.path("deletionVector");
  }
}
