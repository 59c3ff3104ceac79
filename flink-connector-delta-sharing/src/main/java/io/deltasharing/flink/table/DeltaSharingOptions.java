/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.types.FlinkVariant;
import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * The options of {@code 'connector' = 'delta-sharing'}. Each is described in docs/options.md as
 * well.
 */
@PublicEvolving
public final class DeltaSharingOptions {
  /** Settings for Hadoop's S3A begin with this. */
  public static final String HADOOP_PREFIX = "hadoop.";

  public static final ConfigOption<String> PATH =
      ConfigOptions.key("path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Profile file and table in one: <profile>#<share>.<schema>.<table>. Instead of"
                  + " 'profile', 'share', 'schema' and 'table'.");

  public static final ConfigOption<String> PROFILE =
      ConfigOptions.key("profile")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The profile file that the provider gave out: a local path, or a URI of any file"
                  + " system that Flink is set up for. Read by the planner and by the JobManager.");

  public static final ConfigOption<String> PROFILE_SECRET =
      ConfigOptions.key("profile.secret")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The profile itself, as JSON, instead of 'profile'. It travels with the job, and SHOW"
                  + " CREATE TABLE prints it; prefer a file.");

  public static final ConfigOption<String> SHARE =
      ConfigOptions.key("share")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the share.");

  public static final ConfigOption<String> SCHEMA =
      ConfigOptions.key("schema")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the schema in the share.");

  public static final ConfigOption<String> TABLE =
      ConfigOptions.key("table")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the table in the schema.");

  public static final ConfigOption<AccessChoice> ACCESS_MODE =
      ConfigOptions.key(AccessChoice.OPTION)
          .enumType(AccessChoice.class)
          .defaultValue(AccessChoice.AUTO)
          .withDescription(
              "How to reach the table's files: 'dir' by temporary credentials of its directory,"
                  + " 'url' by presigned URLs (not supported yet), 'auto' by what the server offers,"
                  + " 'dir' if it offers both.");

  public static final ConfigOption<StartupMode> STARTUP_MODE =
      ConfigOptions.key("scan.startup.mode")
          .enumType(StartupMode.class)
          .defaultValue(StartupMode.LATEST_FULL)
          .withDescription(
              "Where a read begins that has no state: 'latest-full' with the newest version, whole,"
                  + " then what changes; 'latest' with what changes after it; 'earliest' with the"
                  + " oldest version that can be rebuilt, whole, then what changes; 'from-version'"
                  + " with the changes of 'scan.startup.version'; 'from-timestamp' with those of the"
                  + " first version committed at 'scan.startup.timestamp' or later.");

  public static final ConfigOption<Long> STARTUP_VERSION =
      ConfigOptions.key("scan.startup.version")
          .longType()
          .noDefaultValue()
          .withDescription("The first version whose changes are read, with 'from-version'.");

  public static final ConfigOption<String> STARTUP_TIMESTAMP =
      ConfigOptions.key("scan.startup.timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The moment from which on changes are read, with 'from-timestamp': '2026-01-31"
                  + " 12:00:00' in the session's time zone, '2026-01-31T12:00:00Z' with a zone of"
                  + " its own, or milliseconds since the epoch.");

  public static final ConfigOption<BoundedMode> BOUNDED_MODE =
      ConfigOptions.key("scan.bounded.mode")
          .enumType(BoundedMode.class)
          .noDefaultValue()
          .withDescription(
              "Where a read ends: 'unbounded', never, the default in streaming; 'latest-version'"
                  + " with the newest version at the job's start, the default in batch; 'version'"
                  + " with 'scan.bounded.version', which streaming waits for; 'timestamp' with the"
                  + " last version committed until 'scan.bounded.timestamp'.");

  public static final ConfigOption<Long> BOUNDED_VERSION =
      ConfigOptions.key("scan.bounded.version")
          .longType()
          .noDefaultValue()
          .withDescription("The last version that is read.");

  public static final ConfigOption<String> BOUNDED_TIMESTAMP =
      ConfigOptions.key("scan.bounded.timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "No version committed after this moment is read; written as"
                  + " 'scan.startup.timestamp'.");

  public static final ConfigOption<Long> SNAPSHOT_VERSION =
      ConfigOptions.key("scan.snapshot.version")
          .longType()
          .noDefaultValue()
          .withDescription("Reads this version of the table, whole, and ends.");

  public static final ConfigOption<String> SNAPSHOT_TIMESTAMP =
      ConfigOptions.key("scan.snapshot.timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Reads the table as it was at this moment, whole, and ends; written as"
                  + " 'scan.startup.timestamp'.");

  public static final ConfigOption<ChangeMode> CHANGE_MODE =
      ConfigOptions.key(ChangeMode.OPTION)
          .enumType(ChangeMode.class)
          .defaultValue(ChangeMode.APPEND_ONLY)
          .withDescription(
              "What is done with a version that deletes or rewrites rows: 'append-only' ends the"
                  + " job there; 'ignore-deletes' passes over those that only delete;"
                  + " 'ignore-changes' reads all that it adds, rows of rewritten files again;"
                  + " 'skip-change-commits' passes over all of it.");

  public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
      ConfigOptions.key("scan.discovery.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "In streaming, the time between two looks for new versions of the table.");

  public static final ConfigOption<Integer> MAX_VERSIONS =
      ConfigOptions.key("scan.max-versions-per-discovery")
          .intType()
          .defaultValue(100)
          .withDescription(
              "So many versions at most are taken up by one look; the next look follows at once.");

  public static final ConfigOption<MemorySize> PREFETCH_BYTES =
      ConfigOptions.key("scan.prefetch.bytes")
          .memoryType()
          .defaultValue(new MemorySize(ReadSettings.DEFAULT_PREFETCH_BYTES))
          .withDescription(
              "How much of a data file a reader may hold to read its next row group ahead, while"
                  + " this one is decoded; 0 for no reading ahead.");

  public static final ConfigOption<MemorySize> MAX_BYTES =
      ConfigOptions.key("scan.max-bytes-per-discovery")
          .memoryType()
          .noDefaultValue()
          .withDescription(
              "One look takes up versions until their data files have so many bytes; the version"
                  + " that goes beyond is the last. Unlimited if not set.");

  public static final ConfigOption<Integer> MAX_PENDING_SPLITS =
      ConfigOptions.key("scan.max-pending-splits")
          .intType()
          .defaultValue(DiscoverySettings.DEFAULT_MAX_PENDING_SPLITS)
          .withDescription(
              "So many files at most wait for readers, give or take a version; a snapshot is planned"
                  + " in pieces of so many. The JobManager holds some 500 bytes of each.");

  public static final ConfigOption<String> WATERMARK_COLUMN =
      ConfigOptions.key("scan.watermark.column")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column of times whose lowest value in each file, as the table's log knows it,"
                  + " makes the watermark of WATERMARK FOR ... AS SOURCE_WATERMARK().");

  public static final ConfigOption<Boolean> VARIANT_AS_JSON =
      ConfigOptions.key(FlinkVariant.OPTION)
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether columns of Delta's type variant may be declared as STRING, and are read as"
                  + " JSON text then. As VARIANT, which Flink has from 2.1 on, they may always be.");

  public static final ConfigOption<Boolean> VALIDATE_AT_PLANNING =
      ConfigOptions.key("scan.validate-at-planning")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the planner asks the sharing server if table and columns are as declared. Set"
                  + " it to 'false' where only the JobManager can read the profile; it checks the"
                  + " same when the job starts.");

  public static final ConfigOption<Boolean> DYNAMIC_FILTERING =
      ConfigOptions.key("scan.dynamic-filtering.enabled")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether a batch query leaves out partitions that the small side of a join does not"
                  + " have. Not for joins with another condition between the two tables whose side"
                  + " of this table is an expression: Flink then compares partitions with the wrong"
                  + " column, and rows would be missing.");

  public static final ConfigOption<Duration> REFRESH_MAX_LEAD =
      ConfigOptions.key("credentials.refresh.max-lead")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "Credentials are renewed so long before they expire at the latest, or a third of their"
                  + " life where that is shorter; usually earlier, at a random moment between 50 and"
                  + " 80 % of their life.");

  public static final ConfigOption<Duration> REFRESH_MIN_INTERVAL =
      ConfigOptions.key("credentials.refresh.min-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("At least so much time between two fetches of the same credentials.");

  public static final ConfigOption<Duration> REFRESH_GRACE =
      ConfigOptions.key("credentials.refresh.grace")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long the job waits for a sharing server that does not answer, counted from the"
                  + " expiry of the last credentials or from their refusal by the store, before it"
                  + " fails.");

  public static final ConfigOption<Duration> REFRESH_BACKOFF_INITIAL =
      ConfigOptions.key("credentials.refresh.backoff.initial")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "The longest pause after a first failed fetch; it doubles with each further one, and"
                  + " each pause is drawn at random below it.");

  public static final ConfigOption<Duration> REFRESH_BACKOFF_MAX =
      ConfigOptions.key("credentials.refresh.backoff.max")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "The longest pause between failed fetches; a tenth of the credentials' life where that"
                  + " is shorter.");

  public static final ConfigOption<Duration> ASSUMED_LIFETIME =
      ConfigOptions.key("credentials.assumed-lifetime")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription("How long credentials live whose expiry the server does not say.");

  public static final ConfigOption<String> S3_ENDPOINT =
      ConfigOptions.key("s3.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("URL of an S3 store other than AWS.");

  public static final ConfigOption<String> S3_REGION =
      ConfigOptions.key("s3.region")
          .stringType()
          .noDefaultValue()
          .withDescription("Region of the table's bucket; found by AWS's own means if not set.");

  public static final ConfigOption<Boolean> S3_PATH_STYLE_ACCESS =
      ConfigOptions.key("s3.path-style-access")
          .booleanType()
          .defaultValue(false)
          .withDescription("The bucket in the path of requests, not in the host name.");

  private DeltaSharingOptions() {}
}
