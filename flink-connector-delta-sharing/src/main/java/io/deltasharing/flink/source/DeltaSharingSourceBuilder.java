/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.RefreshPolicy;
import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.TablePath;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.storage.S3Options;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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
  private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(10);
  private static final int MAX_VERSIONS = 100;
  private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(15);

  private @Nullable ProfileReference profile;
  private @Nullable SharedTableName table;
  private @Nullable RowType columns;
  private AccessChoice accessMode = AccessChoice.AUTO;
  private @Nullable Duration discoveryInterval = DISCOVERY_INTERVAL;
  private int maxVersions = MAX_VERSIONS;
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

  /** Reads the newest version and ends. */
  public DeltaSharingSourceBuilder bounded() {
    discoveryInterval = null;
    return this;
  }

  /**
   * Reads the newest version and all that follow, looking for them at an interval. Default: 10 s.
   */
  public DeltaSharingSourceBuilder continuous(Duration interval) {
    discoveryInterval = interval;
    return this;
  }

  /** So many versions are taken up at most by one look for new ones. Default: 100. */
  public DeltaSharingSourceBuilder maxVersionsPerDiscovery(int most) {
    maxVersions = most;
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
   */
  public DeltaSharingSource build() {
    if (profile == null || table == null) {
      throw new IllegalArgumentException(
          "A profile and a table are needed: path(\"<profile>#<share>.<schema>.<table>\").");
    }
    DiscoverySettings discovery =
        discoveryInterval == null
            ? DiscoverySettings.bounded()
            : DiscoverySettings.continuous(discoveryInterval, maxVersions);
    RowType rowType =
        columns != null ? columns : new TableCheck(profile, table, accessMode).columns();
    return new DeltaSharingSource(
        new ReadSettings(
            profile,
            table.toString(),
            accessMode,
            rowType,
            discovery,
            refreshPolicy,
            assumedLifetime,
            new S3Options(s3Endpoint, s3Region, s3PathStyleAccess, hadoop)));
  }
}
