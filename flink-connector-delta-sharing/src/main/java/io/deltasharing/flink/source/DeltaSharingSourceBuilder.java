/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.RefreshPolicy;
import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.TablePath;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.StartingPoint;
import io.deltasharing.flink.source.reader.MetadataColumn;
import io.deltasharing.flink.storage.S3Options;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link DeltaSharingSource}. Only the table has to be said; each setter gives its
 * default.
 */
@PublicEvolving
public final class DeltaSharingSourceBuilder {
  private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(15);

  private @Nullable ProfileReference profile;
  private @Nullable SharedTableName table;
  private @Nullable RowType columns;
  private AccessChoice accessMode = AccessChoice.AUTO;
  private StartingPoint start = new StartingPoint.LatestSnapshot();
  private EndingPoint end = new EndingPoint.Never();
  private ChangeMode changeMode = ChangeMode.APPEND_ONLY;
  private Duration discoveryInterval = DiscoverySettings.DEFAULT_INTERVAL;
  private int maxVersions = DiscoverySettings.DEFAULT_MAX_VERSIONS;
  private long maxBytes = DiscoverySettings.DEFAULT_MAX_BYTES;
  private int maxPendingSplits = DiscoverySettings.DEFAULT_MAX_PENDING_SPLITS;
  private List<MetadataColumn> metadata = List.of();
  private @Nullable String watermarkColumn;
  private long prefetchBytes = ReadSettings.DEFAULT_PREFETCH_BYTES;
  private boolean variantAsJson;
  private RefreshPolicy refreshPolicy = RefreshPolicy.DEFAULT;
  private Duration assumedLifetime = ASSUMED_LIFETIME;
  private @Nullable URI s3Endpoint;
  private @Nullable String s3Region;
  private boolean s3PathStyleAccess;
  private final Map<String, String> hadoop = new HashMap<>();

  DeltaSharingSourceBuilder() {}

  /** Profile and table in one: {@code <profile>#<share>.<schema>.<table>}. */
  public DeltaSharingSourceBuilder path(String path) {
    TablePath parsed = TablePath.parse(path);
    profile = new ProfileReference.InFile(parsed.profile());
    table = parsed.table();
    return this;
  }

  /** The profile file, by a local path or a URI of a file system that Flink knows. */
  public DeltaSharingSourceBuilder profile(String path) {
    profile = new ProfileReference.InFile(path);
    return this;
  }

  /**
   * The profile itself, as JSON. It travels with the job: with a file, only its path does. No token
   * is renewed without a restart.
   */
  public DeltaSharingSourceBuilder profileSecret(String json) {
    profile = new ProfileReference.Inline(Secret.of(json));
    return this;
  }

  /** The table: {@code <share>.<schema>.<table>}. */
  public DeltaSharingSourceBuilder table(String name) {
    table = SharedTableName.parse(name);
    return this;
  }

  /** The columns to read, by name. Default: all that the table has when the source is built. */
  public DeltaSharingSourceBuilder columns(RowType rowType) {
    columns = rowType;
    return this;
  }

  /** How to reach the table's files. Default: the best that the server offers. */
  public DeltaSharingSourceBuilder accessMode(AccessChoice choice) {
    accessMode = choice;
    return this;
  }

  /**
   * Ends with what is there when the job starts: with the snapshot if it begins with the newest
   * version, as it does by default, else with the changes of the newest version.
   */
  public DeltaSharingSourceBuilder bounded() {
    end = new EndingPoint.AtLatest();
    return this;
  }

  /** Goes on with what follows, as it does by default, looking for it at an interval (10 s). */
  public DeltaSharingSourceBuilder continuous(Duration interval) {
    end = new EndingPoint.Never();
    discoveryInterval = interval;
    return this;
  }

  /** Reads a version, whole, and ends. */
  public DeltaSharingSourceBuilder snapshotOf(long version) {
    start = new StartingPoint.SnapshotOfVersion(version);
    end = new EndingPoint.WithSnapshot();
    return this;
  }

  /** Reads the table as it was at a moment, whole, and ends. */
  public DeltaSharingSourceBuilder snapshotAsOf(Instant moment) {
    start = new StartingPoint.SnapshotAsOf(moment);
    end = new EndingPoint.WithSnapshot();
    return this;
  }

  /** Begins with what changes after the newest version. */
  public DeltaSharingSourceBuilder startAfterLatest() {
    start = new StartingPoint.AfterLatest();
    return this;
  }

  /** Begins with the oldest version that can be rebuilt, whole, then reads what changes. */
  public DeltaSharingSourceBuilder startAtEarliest() {
    start = new StartingPoint.EarliestSnapshot();
    return this;
  }

  /** Begins with the changes of a version. */
  public DeltaSharingSourceBuilder startFromVersion(long version) {
    start = new StartingPoint.FromVersion(version);
    return this;
  }

  /** Begins with the changes of the first version that was committed at a moment or later. */
  public DeltaSharingSourceBuilder startFrom(Instant moment) {
    start = new StartingPoint.FromMoment(moment);
    return this;
  }

  /** Ends with a version, which is waited for. */
  public DeltaSharingSourceBuilder endAtVersion(long version) {
    end = new EndingPoint.AtVersion(version, true);
    return this;
  }

  /** Ends with the last version that was committed until a moment. */
  public DeltaSharingSourceBuilder endAt(Instant moment) {
    end = new EndingPoint.AtMoment(moment);
    return this;
  }

  /** What is done with a version that deletes or changes rows. Default: it ends the job. */
  public DeltaSharingSourceBuilder changeMode(ChangeMode mode) {
    changeMode = mode;
    return this;
  }

  /** So many versions are taken up at most by one look for new ones. Default: 100. */
  public DeltaSharingSourceBuilder maxVersionsPerDiscovery(int most) {
    maxVersions = most;
    return this;
  }

  /**
   * One look takes up versions until their files have so many bytes. Default: as many as there are.
   */
  public DeltaSharingSourceBuilder maxBytesPerDiscovery(long most) {
    maxBytes = most;
    return this;
  }

  /** So many files wait for readers at most. Default: 10,000. */
  public DeltaSharingSourceBuilder maxPendingSplits(int most) {
    maxPendingSplits = most;
    return this;
  }

  /**
   * Columns that follow the table's own in the rows: {@code _commit_version}, {@code
   * _commit_timestamp}, {@code _file_path}, {@code _row_index}; and {@code _row_id}, {@code
   * _row_commit_version} of a table with row tracking. Default: none.
   *
   * @throws IllegalArgumentException for other names
   */
  public DeltaSharingSourceBuilder metadata(String... keys) {
    metadata =
        Arrays.stream(keys)
            .map(
                it ->
                    MetadataColumn.of(it)
                        .orElseThrow(
                            () -> new IllegalArgumentException("no metadata column: '" + it + "'")))
            .toList();
    return this;
  }

  /**
   * The column of times whose lowest value in each file, as the table's log knows it, makes the
   * watermark; for a source with {@code WatermarkStrategy.noWatermarks()}. Default: none.
   */
  public DeltaSharingSourceBuilder watermarkColumn(String name) {
    watermarkColumn = name;
    return this;
  }

  /** When credentials are renewed. Default: {@link RefreshPolicy#DEFAULT}. */
  public DeltaSharingSourceBuilder refreshPolicy(RefreshPolicy policy) {
    refreshPolicy = policy;
    return this;
  }

  /** How long credentials live whose expiry the server does not say. Default: 15 min. */
  public DeltaSharingSourceBuilder assumedCredentialLifetime(Duration lifetime) {
    assumedLifetime = lifetime;
    return this;
  }

  /**
   * How much of a data file a reader may hold to read its next row group ahead: 128 MB unless set.
   *
   * @param bytes 0 for no reading ahead
   */
  public DeltaSharingSourceBuilder prefetchBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("the bytes to prefetch are not negative: " + bytes);
    }
    prefetchBytes = bytes;
    return this;
  }

  /**
   * Whether columns of Delta's type variant are read as JSON text, and are STRING among the columns
   * that the server says. Default: no; they are VARIANT, which Flink has from 2.1 on.
   */
  public DeltaSharingSourceBuilder variantAsJson(boolean asJson) {
    variantAsJson = asJson;
    return this;
  }

  /** An S3 store other than AWS. Default: AWS. */
  public DeltaSharingSourceBuilder s3Endpoint(URI endpoint) {
    s3Endpoint = endpoint;
    return this;
  }

  /** The region of the bucket. Default: found by AWS's own means. */
  public DeltaSharingSourceBuilder s3Region(String region) {
    s3Region = region;
    return this;
  }

  /** The bucket in the path, not in the host name. Default: no. */
  public DeltaSharingSourceBuilder s3PathStyleAccess(boolean pathStyle) {
    s3PathStyleAccess = pathStyle;
    return this;
  }

  /**
   * A setting of Hadoop's S3A, such as {@code fs.s3a.connection.maximum}; none that touches
   * credentials.
   */
  public DeltaSharingSourceBuilder hadoop(String key, String value) {
    hadoop.put(key, value);
    return this;
  }

  /**
   * The source. Asks the server for the table's columns if none were given.
   *
   * @throws IllegalArgumentException if something is missing or does not fit
   * @throws io.deltasharing.flink.sharing.SharingException if the server does not tell the columns
   * @throws io.deltasharing.flink.types.SchemaMismatchException if it tells one that cannot be read
   */
  public DeltaSharingSource build() {
    if (profile == null || table == null) {
      throw new IllegalArgumentException(
          "A profile and a table are needed: path(\"<profile>#<share>.<schema>.<table>\").");
    }
    DiscoverySettings discovery =
        new DiscoverySettings(
            new ReadWindow(start, end),
            changeMode,
            discoveryInterval,
            maxVersions,
            maxBytes,
            maxPendingSplits);
    RowType rowType =
        columns != null
            ? columns
            : new TableCheck(profile, table, accessMode).columns(variantAsJson);
    return new DeltaSharingSource(
        new ReadSettings(
            profile,
            table.toString(),
            accessMode,
            rowType,
            metadata,
            watermarkColumn,
            RowSelection.ALL,
            discovery,
            refreshPolicy,
            assumedLifetime,
            new S3Options(s3Endpoint, s3Region, s3PathStyleAccess, hadoop),
            prefetchBytes,
            variantAsJson,
            false));
  }
}
