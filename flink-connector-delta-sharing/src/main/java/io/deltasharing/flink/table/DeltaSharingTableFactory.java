/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static io.deltasharing.flink.table.DeltaSharingOptions.HADOOP_PREFIX;

import io.deltasharing.flink.access.UnsupportedAccessException;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.sharing.ProfileException;
import io.deltasharing.flink.sharing.SharingException;
import io.deltasharing.flink.sharing.SharingUnavailableException;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.TableCheck;
import io.deltasharing.flink.source.TableFacts;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes table sources of {@code 'connector' = 'delta-sharing'}. Found by Flink through its service
 * file.
 */
@Internal
public final class DeltaSharingTableFactory implements DynamicTableSourceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaSharingTableFactory.class);

  /** The connector's name in SQL. */
  public static final String IDENTIFIER = "delta-sharing";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        DeltaSharingOptions.PATH,
        DeltaSharingOptions.PROFILE,
        DeltaSharingOptions.PROFILE_SECRET,
        DeltaSharingOptions.SHARE,
        DeltaSharingOptions.SCHEMA,
        DeltaSharingOptions.TABLE,
        DeltaSharingOptions.ACCESS_MODE,
        DeltaSharingOptions.STARTUP_MODE,
        DeltaSharingOptions.STARTUP_VERSION,
        DeltaSharingOptions.STARTUP_TIMESTAMP,
        DeltaSharingOptions.BOUNDED_MODE,
        DeltaSharingOptions.BOUNDED_VERSION,
        DeltaSharingOptions.BOUNDED_TIMESTAMP,
        DeltaSharingOptions.SNAPSHOT_VERSION,
        DeltaSharingOptions.SNAPSHOT_TIMESTAMP,
        DeltaSharingOptions.CHANGE_MODE,
        DeltaSharingOptions.DISCOVERY_INTERVAL,
        DeltaSharingOptions.MAX_VERSIONS,
        DeltaSharingOptions.MAX_BYTES,
        DeltaSharingOptions.PREFETCH_BYTES,
        DeltaSharingOptions.MAX_PENDING_SPLITS,
        DeltaSharingOptions.WATERMARK_COLUMN,
        DeltaSharingOptions.VARIANT_AS_JSON,
        DeltaSharingOptions.VALIDATE_AT_PLANNING,
        DeltaSharingOptions.DYNAMIC_FILTERING,
        DeltaSharingOptions.REFRESH_MAX_LEAD,
        DeltaSharingOptions.REFRESH_MIN_INTERVAL,
        DeltaSharingOptions.REFRESH_GRACE,
        DeltaSharingOptions.REFRESH_BACKOFF_INITIAL,
        DeltaSharingOptions.REFRESH_BACKOFF_MAX,
        DeltaSharingOptions.ASSUMED_LIFETIME,
        DeltaSharingOptions.S3_ENDPOINT,
        DeltaSharingOptions.S3_REGION,
        DeltaSharingOptions.S3_PATH_STYLE_ACCESS,
        FactoryUtil.SOURCE_PARALLELISM);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    validate(helper);
    ReadableConfig options = helper.getOptions();
    RowType declared = (RowType) context.getPhysicalRowDataType().getLogicalType();
    TableOptions table =
        new TableOptions(
            options,
            context.getCatalogTable().getOptions(),
            new WindowOptions(
                options, PlanningTraits.isBatch(context.getConfiguration()), zone(context)));
    ReadSettings settings =
        table.settings(declared, !context.getConfiguration().get(PipelineOptions.OBJECT_REUSE));
    TableFacts facts = TableFacts.UNKNOWN;
    if (options.get(DeltaSharingOptions.VALIDATE_AT_PLANNING)) {
      TableCheck check = new TableCheck(settings.profile(), table.name(), settings.accessChoice());
      // The columns of an old version are known when its log is read.
      facts =
          check(
              check,
              settings.discovery().window().isOfThePast()
                  ? Optional.empty()
                  : Optional.of(declared),
              settings.variantAsJson());
    }
    return new DeltaSharingTableSource(
        settings,
        facts,
        PlanningTraits.of(options, context.getConfiguration()),
        watermarkColumn(options, declared),
        options.getOptional(FactoryUtil.SOURCE_PARALLELISM).orElse(null));
  }

  private static @Nullable String watermarkColumn(ReadableConfig options, RowType declared) {
    String name = options.getOptional(DeltaSharingOptions.WATERMARK_COLUMN).orElse(null);
    if (name != null && !isTime(declared, name)) {
      throw new ValidationException(
          "'"
              + DeltaSharingOptions.WATERMARK_COLUMN.key()
              + "' = '"
              + name
              + "' is not declared as a column of type DATE, TIMESTAMP or TIMESTAMP_LTZ.");
    }
    return name;
  }

  private static boolean isTime(RowType declared, String name) {
    int index = declared.getFieldIndex(name);
    return index >= 0
        && declared.getTypeAt(index).is(LogicalTypeFamily.DATETIME)
        && !declared.getTypeAt(index).is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE);
  }

  /**
   * Flink says which value was wrong in one exception and why in its causes; a user sees only one
   * of them.
   */
  private static void validate(FactoryUtil.TableFactoryHelper helper) {
    try {
      helper.validateExcept(HADOOP_PREFIX);
    } catch (ValidationException e) {
      if (e.getCause() == null) {
        throw e;
      }
      throw new ValidationException(
          Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
              .map(Throwable::getMessage)
              .filter(Objects::nonNull)
              .distinct()
              .collect(Collectors.joining(" ")));
    }
  }

  /** That of the session; the option of Flink says so by a word. */
  private static ZoneId zone(Context context) {
    String zone = context.getConfiguration().get(TableConfigOptions.LOCAL_TIME_ZONE);
    return zone.equals(TableConfigOptions.LOCAL_TIME_ZONE.defaultValue())
        ? ZoneId.systemDefault()
        : ZoneId.of(zone);
  }

  private static TableFacts check(
      TableCheck check, Optional<RowType> declared, boolean variantAsJson) {
    try {
      if (declared.isPresent()) {
        return check.requireColumns(declared.get(), variantAsJson);
      }
      check.requireTable();
      return TableFacts.UNKNOWN;
    } catch (SharingUnavailableException e) {
      // The SQL client shows the innermost cause alone, which names neither server nor table.
      LOG.info("The sharing server could not be asked", e);
      throw new ValidationException(e.getMessage());
    } catch (ProfileException e) {
      throw new ValidationException(e.getMessage() + remedy(e));
    } catch (SharingException
        | UnsupportedAccessException
        | PlanningException
        | SchemaMismatchException e) {
      // The message says it all; a stack trace would only hide it.
      throw new ValidationException(e.getMessage());
    }
  }

  /** A profile that was read but is no good is no better on the JobManager. */
  private static String remedy(ProfileException failure) {
    return failure.getCause() == null
        ? ""
        : " If only the JobManager can read it, set '"
            + DeltaSharingOptions.VALIDATE_AT_PLANNING.key()
            + "' = 'false'.";
  }
}
